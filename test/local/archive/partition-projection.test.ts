import { describe, expect, it } from "vitest";
import { partitionKeysOf } from "../../../local/archive/dynamic-partitioning";
import { evaluatePrefix } from "../../../local/archive/firehose-prefix";
import { partitionColumnsOf, partitionsOf } from "../../../local/archive/partition-projection";
import { WORKLOAD_QUERY } from "../../../constructs/logs/archive-folder";

const parameters = {
  "projection.dt.type": "date",
  "projection.dt.format": "yyyy/MM/dd/HH",
  "projection.folder.type": "injected",
};
const hours = partitionColumnsOf(["dt"], parameters);
const folders = partitionColumnsOf(["dt", "folder"], parameters);
const HOUR = { dt: "2026/03/09/07" };

describe("partitionsOf", () => {
  it("takes the hour from the place of an object, however deep it lies", () => {
    for (const key of ["file.parquet", "host/file.parquet", "application/games.shipit/file.parquet"]) {
      expect(partitionsOf(`s3://archive/logs/2026/03/09/07/${key}`, "s3://archive/logs/${dt}/", hours)).toEqual([HOUR]);
    }
  });

  it("gives every folder that a query may say, and none for what lies in the hour itself", () => {
    const template = "s3://archive/logs/${dt}/${folder}/";
    const of = (key: string) => partitionsOf(`s3://archive/logs/2026/03/09/07/${key}`, template, folders);
    expect(of("application/games.shipit/file.parquet")).toEqual([
      { ...HOUR, folder: "application" },
      { ...HOUR, folder: "application/games.shipit" },
    ]);
    expect(of("file.parquet")).toEqual([]);
  });

  it("knows what lies outside the table", () => {
    for (const place of ["errors/2026/03/09/07/file", "logs/file.parquet", "logs/2026/3/9/7/file"]) {
      expect(partitionsOf(`s3://archive/${place}`, "s3://archive/logs/${dt}/", hours)).toEqual([]);
    }
    expect(partitionsOf("s3://other/logs/2026/03/09/07/file", "s3://archive/logs/${dt}/", hours)).toEqual([]);
  });

  it("refuses a column that it can't work out", () => {
    expect(() => partitionColumnsOf(["day"], {})).toThrow(/partition column day is projected as "nothing"/);
    expect(() => partitionColumnsOf(["day"], { "projection.day.type": "enum" })).toThrow(/projected as "enum"/);
  });
});

describe("partitionKeysOf", () => {
  const prefix = "logs/!{timestamp:yyyy/MM/dd/HH}/application/!{partitionKeyFromQuery:workload}/";
  const values = { arrival: new Date("2026-03-09T07:30:00Z"), randomString: "" };

  it("are what a prefix speaks of", () => {
    const partitionKeys = partitionKeysOf(`{workload:${WORKLOAD_QUERY}}`, "n.containers.shipit-7d4f_games_shipit-9f2c4e.log");
    expect(evaluatePrefix(prefix, { ...values, partitionKeys })).toBe("logs/2026/03/09/07/application/games.shipit/");
  });

  it("are none without a query, and refused for another", () => {
    expect(partitionKeysOf(undefined, "x")).toEqual({});
    expect(() => evaluatePrefix(prefix, { ...values, partitionKeys: {} })).toThrow(/"!{partitionKeyFromQuery:workload}" can't/);
    expect(() => partitionKeysOf("{day:.day}", "x")).toThrow(/works out its places with "{day:.day}"/);
  });
});
