import { type HiveType, parseHiveType, quoted } from "../../../local/archive/hive-type";
import { sqlText } from "../bound-sql";
import type { GlueTable } from "./synthesised-archive";

/** Where a table is made in Trino. */
export interface HiveTablePlace {
  /** Folder below `local:///` that stands for the bucket. */
  readonly bucketFolder: string;
  /** Schema and name of the table. */
  readonly schema: string;
  readonly table: string;
}

const PARQUET = {
  serialisation: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
  inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
};

/** The settings of a projected column, as Glue and as Trino's Hive connector name them. */
const PROJECTION: Readonly<Record<string, (value: string) => string>> = {
  type: (value) => `partition_projection_type = ${sqlText(value)}`,
  range: (value) => `partition_projection_range = ${textArray(value)}`,
  values: (value) => `partition_projection_values = ${textArray(value)}`,
  format: (value) => `partition_projection_format = ${sqlText(value)}`,
  interval: (value) => `partition_projection_interval = ${Number(value)}`,
  "interval.unit": (value) => `partition_projection_interval_unit = ${sqlText(value)}`,
  digits: (value) => `partition_projection_digits = ${Number(value)}`,
};

/**
 * The statement that makes a Glue table in Trino, with its projected partitions. Trino's Hive connector carries out Athena's partition
 * projection, so the Glue parameters are taken one by one; one that has no counterpart is refused, not left out.
 *
 * @throws Error when the table is one that Athena would not read as this one is meant
 */
export function createHiveTable(table: GlueTable, place: HiveTablePlace): string {
  if (table.serialisation !== PARQUET.serialisation || table.inputFormat !== PARQUET.inputFormat) {
    throw new Error(`The table reads ${table.inputFormat} with ${table.serialisation}, which is not Parquet.`);
  }
  const template = table.parameters["storage.location.template"];
  if (table.parameters["projection.enabled"] !== "true" || template === undefined) {
    throw new Error(
      "The table has no projected partitions: projection.enabled must be true, and a storage.location.template given.",
    );
  }
  const names = table.partitionKeys.map(({ name }) => name);
  const columns = [
    ...table.columns.map(({ name, type }) => columnOf(name, type)),
    ...table.partitionKeys.map(({ name, type }) => `${columnOf(name, type)} WITH (${projectionOf(table, name).join(", ")})`),
  ];
  return `CREATE TABLE hive.${quoted(place.schema)}.${quoted(place.table)} (${columns.join(", ")}) WITH (
    format = 'PARQUET',
    external_location = ${sqlText(localPlace(table.location, place))},
    partitioned_by = ARRAY[${names.map(sqlText).join(", ")}],
    partition_projection_enabled = true,
    partition_projection_location_template = ${sqlText(localPlace(template, place))})`;
}

function columnOf(name: string, type: string): string {
  return `${quoted(name)} ${trinoTypeOf(parseHiveType(type))}`;
}

function projectionOf({ parameters }: GlueTable, column: string): readonly string[] {
  const prefix = `projection.${column}.`;
  const settings = Object.entries(parameters).filter(([name]) => name.startsWith(prefix));
  if (settings.length === 0) {
    throw new Error(`The partition column ${column} has no projection settings, which Athena answers with HIVE_METASTORE_ERROR.`);
  }
  return settings.map(([name, value]) => {
    const property = PROJECTION[name.slice(prefix.length)];
    if (property === undefined) {
      throw new Error(`The parameter ${name} is none of Athena's partition projection.`);
    }
    return property(value);
  });
}

/** `s3://bucket/logs/` is `local:///archive/logs/`. */
function localPlace(location: string, { bucketFolder }: HiveTablePlace): string {
  const place = location.replace(/^s3:\/\/[^/]+\//, `local:///${bucketFolder}/`);
  if (place === location) {
    throw new Error(`The location ${location} is not one of S3.`);
  }
  return place;
}

function trinoTypeOf(type: HiveType): string {
  switch (type.kind) {
    case "array":
      return `array(${trinoTypeOf(type.element)})`;
    case "struct":
      return `row(${type.fields.map((field) => `${quoted(field.name)} ${trinoTypeOf(field.type)}`).join(", ")})`;
    case "scalar":
      return type.duckDb === "FLOAT" ? "real" : type.duckDb.toLowerCase();
  }
}

function textArray(value: string): string {
  return `ARRAY[${value
    .split(",")
    .map((one) => sqlText(one.trim()))
    .join(", ")}]`;
}
