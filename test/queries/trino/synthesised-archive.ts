import type { HiveColumn } from "../../../local/archive/hive-type";
import type { StackJson } from "../../plan/environment-module";

/** A Glue table as Athena sees it after the deployment. */
export interface GlueTable {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly HiveColumn[];
  readonly partitionKeys: readonly HiveColumn[];
  readonly parameters: Readonly<Record<string, string>>;
  /** Such as `s3://bucket/logs/`. */
  readonly location: string;
  readonly inputFormat: string;
  readonly serialisation: string;
}

/** The tables of an archive, what Firehose writes for them, and what is asked of them. */
export interface SynthesisedArchive {
  /** The table over everything. */
  readonly table: GlueTable;
  /** The table by folders; undefined when the archive has none. */
  readonly folderTable: GlueTable | undefined;
  /** Prefix of the keys without a folder, with expressions. */
  readonly prefix: string;
  /** Prefixes of the folders' streams, by folder. */
  readonly folderPrefixes: Readonly<Record<string, string>>;
  /** Text of the saved queries, by name. */
  readonly savedQueries: Readonly<Record<string, string>>;
  readonly errorPrefix: string;
  readonly fileExtension: string;
  readonly streamName: string;
}

/**
 * Reads an archive out of the JSON of the stack that holds it.
 *
 * @throws Error when the stack has no archive
 */
export function synthesisedArchive(stack: StackJson): SynthesisedArchive {
  const tables = blocks(stack, "aws_glue_catalog_table").map(glueTable);
  const streams = blocks(stack, "aws_kinesis_firehose_delivery_stream");
  const main = streams.find(({ name }) => streams.every((other) => other.name.startsWith(name)));
  const table = tables.find(({ partitionKeys }) => partitionKeys.length === 1);
  if (main === undefined || table === undefined) {
    throw new Error(`The stack has ${streams.length} streams and ${tables.length} tables, of which none is an archive's own.`);
  }
  const folders = streams.filter((stream) => stream !== main);
  return {
    table,
    folderTable: tables.find(({ partitionKeys }) => partitionKeys.length === 2),
    prefix: main.extended_s3_configuration.prefix,
    folderPrefixes: Object.fromEntries(
      folders.map(({ name, extended_s3_configuration }) => [name.slice(main.name.length + 1), extended_s3_configuration.prefix]),
    ),
    savedQueries: Object.fromEntries(blocks(stack, "aws_athena_named_query").map(({ name, query }) => [name, query])),
    errorPrefix: main.extended_s3_configuration.error_output_prefix,
    fileExtension: main.extended_s3_configuration.file_extension,
    streamName: main.name,
  };
}

function glueTable(table: any): GlueTable {
  return {
    database: table.database_name,
    name: table.name,
    columns: table.storage_descriptor.columns,
    partitionKeys: table.partition_keys,
    parameters: table.parameters,
    location: table.storage_descriptor.location,
    inputFormat: table.storage_descriptor.input_format,
    serialisation: table.storage_descriptor.ser_de_info.serialization_library,
  };
}

function blocks(stack: StackJson, type: string): readonly any[] {
  return Object.values(stack.resource?.[type] ?? {}).map((block) => resolved(block, stack));
}

/** The block with the values that Terraform would put in: references to other blocks' names, and escaped braces. */
function resolved(value: unknown, stack: StackJson): unknown {
  if (typeof value === "string") {
    return value.replace(/(\$?)\$\{([^}]*)\}/g, (_, escape: string, expression: string) =>
      escape === "" ? referenced(expression, stack) : `\${${expression}}`,
    );
  }
  if (Array.isArray(value)) {
    return value.map((one) => resolved(one, stack));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, stack)]));
  }
  return value;
}

/** An attribute that the other block gives itself; anything else is known after a deployment only and stays a name in brackets. */
function referenced(expression: string, stack: StackJson): string {
  const [type, name, attribute] = expression.split(".");
  const value = stack.resource?.[type!]?.[name!]?.[attribute!];
  return typeof value === "string" ? String(resolved(value, stack)) : `<${expression}>`;
}
