import { describe, expect, it } from "vitest";
import { throwFaults } from "../../../constructs/core/validation";
import { type ProjectedDelivery, type ProjectedTable, projectionFaults } from "../../../constructs/logs/projection-faults";

const TABLE: ProjectedTable = {
  parameters: {
    "projection.enabled": "true",
    "projection.dt.type": "date",
    "projection.dt.format": "yyyy/MM/dd/HH",
    "projection.folder.type": "injected",
    "storage.location.template": "s3://bucket/logs/$${dt}/$${folder}/",
  },
  partition_keys: [{ name: "dt" }, { name: "folder" }],
  storage_descriptor: { location: "s3://bucket/logs/" },
};
const DELIVERY: ProjectedDelivery = { prefix: "logs/!{timestamp:yyyy/MM/dd/HH}/application/", custom_time_zone: "UTC" };

const withParameters = (changes: Record<string, string | undefined>) => {
  const parameters = Object.entries({ ...TABLE.parameters, ...changes }).filter(([, value]) => value !== undefined);
  return { ...TABLE, parameters: Object.fromEntries(parameters) as Record<string, string> };
};
const check =
  (table: ProjectedTable, delivery: ProjectedDelivery = DELIVERY) =>
  () =>
    throwFaults("table", projectionFaults(table, delivery));

describe("partition projection", () => {
  it("finds what the stream writes", () => {
    expect(check(TABLE)).not.toThrow();
    expect(check(TABLE, { prefix: "logs/!{timestamp:yyyy/MM/dd/HH}/" })).not.toThrow();
  });

  it.each<[string, Record<string, string | undefined>, RegExp]>([
    ["is off", { "projection.enabled": "false" }, /projection\.enabled is not on/],
    ["lacks a type", { "projection.dt.type": undefined }, /projection\.dt\.type is missing/],
    [
      "lacks a column in the template",
      { "storage.location.template": "s3://bucket/logs/$${folder}/" },
      /storage\.location\.template lacks the partition column dt/,
    ],
    [
      "ends without a slash",
      { "storage.location.template": "s3://bucket/logs/$${dt}/$${folder}" },
      /one of them does not end in a slash/,
    ],
    [
      "lies elsewhere",
      { "storage.location.template": "s3://bucket/other/$${dt}/$${folder}/" },
      /does not lie in the table's location/,
    ],
    [
      "has another format",
      { "projection.dt.format": "yyyy-MM-dd-HH" },
      /storage\.location\.template leads to other places than the stream writes to; got "logs\/!\{timestamp:yyyy-MM-dd-HH\}\/"; allowed: logs/,
    ],
  ])("is refused when it %s", (_name, changes, message) => {
    expect(check(withParameters(changes))).toThrow(message);
  });

  it("is refused when the stream counts its hours in another zone", () => {
    expect(check(TABLE, { ...DELIVERY, custom_time_zone: "Europe/Berlin" })).toThrow(
      /customTimeZone differs from the projection.*got "Europe\/Berlin"; allowed: UTC/,
    );
  });
});
