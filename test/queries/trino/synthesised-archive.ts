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

/** The table of an archive, and what Firehose writes for it. */
export interface SynthesisedArchive {
  readonly table: GlueTable;
  /** Prefix of the keys, with expressions. */
  readonly prefix: string;
  readonly errorPrefix: string;
  readonly fileExtension: string;
  readonly streamName: string;
}

/**
 * Reads an archive out of the JSON of the stack that holds it.
 *
 * @throws Error when the stack has no archive, or several
 */
export function synthesisedArchive(stack: StackJson): SynthesisedArchive {
  const table = only(stack, "aws_glue_catalog_table");
  const firehose = only(stack, "aws_kinesis_firehose_delivery_stream").extended_s3_configuration;
  const streamName = only(stack, "aws_kinesis_firehose_delivery_stream").name as string;
  return {
    table: {
      database: table.database_name,
      name: table.name,
      columns: table.storage_descriptor.columns,
      partitionKeys: table.partition_keys,
      parameters: table.parameters,
      location: table.storage_descriptor.location,
      inputFormat: table.storage_descriptor.input_format,
      serialisation: table.storage_descriptor.ser_de_info.serialization_library,
    },
    prefix: firehose.prefix,
    errorPrefix: firehose.error_output_prefix,
    fileExtension: firehose.file_extension,
    streamName,
  };
}

function only(stack: StackJson, type: string): any {
  const blocks = Object.values(stack.resource?.[type] ?? {});
  if (blocks.length !== 1) {
    throw new Error(`The stack has ${blocks.length} blocks of ${type}; one is expected.`);
  }
  return resolved(blocks[0], stack);
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
