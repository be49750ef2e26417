import { describe, expect, it } from "vitest";
import { LogArchiveTable } from "../../../constructs/logs/log-archive-table";
import { synthesise } from "../../support/synth";
import { createHiveTable } from "./hive-table";
import { borderHours } from "./partition-check";
import type { GlueTable } from "./synthesised-archive";

const place = { bucketFolder: "archive", schema: "obs_test_logs", table: "log_records" };
const table = glueTable();
const createWith = (changes: Partial<GlueTable>) => () => createHiveTable({ ...table, ...changes }, place);
const parameters = (changes: Record<string, string>) => ({ parameters: { ...table.parameters, ...changes } });

describe("createHiveTable", () => {
  it("takes over columns, places and projection", () => {
    const sql = createHiveTable(table, place).replace(/\s+/g, " ");
    expect(sql).toContain(`"logevents" array(row("id" varchar, "timestamp" bigint, "message" varchar))`);
    expect(sql).toContain("partition_projection_range = ARRAY['NOW-32DAYS', 'NOW+1DAYS']");
    expect(sql).toContain("partition_projection_interval_unit = 'HOURS'");
    expect(sql).toContain("external_location = 'local:///archive/logs/'");
    expect(sql).toContain("partition_projection_location_template = 'local:///archive/logs/${dt}/'");
  });

  it.each<[string, Partial<GlueTable>, RegExp]>([
    ["another SerDe", { serialisation: "org.openx.data.jsonserde.JsonSerDe" }, /which is not Parquet/],
    ["no projection", parameters({ "projection.enabled": "false" }), /has no projected partitions/],
    [
      "a setting that Athena doesn't have",
      parameters({ "projection.dt.zone": "UTC" }),
      /projection\.dt\.zone is none of Athena's/,
    ],
    [
      "a column without settings",
      { partitionKeys: [{ name: "hour", type: "string" }] },
      /column hour has no projection settings/,
    ],
    ["a place outside S3", { location: "hdfs://archive/logs/" }, /is not one of S3/],
  ])("refuses %s", (_, changes, message) => {
    expect(createWith(changes)).toThrow(message);
  });
});

it("borderHours meets the ends of day, month, year and February, in summer and winter time", () => {
  const hours = borderHours(new Date("2026-11-21T10:00:00Z")).map((hour) => hour.toISOString().slice(0, 13));
  for (const border of [
    "2026-11-20T23",
    "2026-11-01T00",
    "2025-12-31T23",
    "2026-01-01T00",
    "2024-02-29T00",
    "2024-03-01T00",
    "2025-03-30T01",
    "2025-10-26T01",
  ]) {
    expect(hours).toContain(border);
  }
});

/** The table as its construct makes it. */
function glueTable(): GlueTable {
  const json = synthesise((scope) => {
    new LogArchiveTable(scope, "Table", {
      databaseName: "obs_test_logs",
      tableName: "log_records",
      bucketName: "archive",
      keepDays: 30,
    });
  });
  const [block] = Object.values(json.resource!.aws_glue_catalog_table!);
  return {
    database: "obs_test_logs",
    name: block!.name,
    columns: block!.storage_descriptor.columns,
    partitionKeys: block!.partition_keys,
    parameters: Object.fromEntries(
      Object.entries(block!.parameters as Record<string, string>).map(([name, value]) => [name, value.replaceAll("$${", "${")]),
    ),
    location: block!.storage_descriptor.location,
    inputFormat: block!.storage_descriptor.input_format,
    serialisation: block!.storage_descriptor.ser_de_info.serialization_library,
  };
}
