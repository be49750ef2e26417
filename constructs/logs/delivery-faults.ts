import type { Fault } from "../core/validation";

/** What Firehose is told about its files: the parts of `extended_s3_configuration` that depend on each other, as Terraform has them. */
export interface DeliveryBlock {
  readonly prefix?: string;
  readonly error_output_prefix?: string;
  readonly custom_time_zone?: string;
  readonly buffering_size?: number;
  readonly buffering_interval?: number;
  readonly compression_format?: string;
  readonly file_extension?: string;
  readonly processing_configuration?: {
    readonly enabled?: boolean;
    readonly processors?: readonly {
      readonly type: string;
      readonly parameters?: readonly { readonly parameter_name: string; readonly parameter_value: string }[];
    }[];
  };
  readonly data_format_conversion_configuration?: { readonly enabled?: boolean; readonly schema_configuration?: object };
  readonly dynamic_partitioning_configuration?: { readonly enabled?: boolean };
}

/** What the rules below ask of a block. */
interface Delivery {
  readonly block: DeliveryBlock;
  readonly processors: readonly string[];
  readonly converts: boolean;
  readonly partitions: boolean;
}

/**
 * Everything in a stream fed by CloudWatch Logs that Firehose would refuse, or would take and then write files nobody can read. An
 * `ArchiveStream` is right by itself; this looks at what it became after overrides of its resource.
 *
 * @param dataFolder where the table's files lie, such as `logs/`
 * @see Firehose API, ExtendedS3DestinationConfiguration; Developer Guide, "Custom prefixes for Amazon S3 objects" (read 2026-11)
 */
export function deliveryFaults(block: DeliveryBlock, dataFolder: string): Fault[] {
  const { processing_configuration: processing } = block;
  const delivery: Delivery = {
    block,
    processors: processing?.enabled ? (processing.processors ?? []).map(({ type }) => type) : [],
    converts: block.data_format_conversion_configuration?.enabled ?? block.data_format_conversion_configuration !== undefined,
    partitions: block.dynamic_partitioning_configuration?.enabled ?? false,
  };
  return [
    ...bufferFaults(delivery),
    ...decompressionFaults(delivery),
    ...fileFaults(delivery),
    ...expressionFaults(delivery),
    ...errorPrefixFaults(block, dataFolder),
    ...partitionKeyFaults(delivery),
  ];
}

function bufferFaults({ block, converts, partitions }: Delivery): Fault[] {
  const least = converts || partitions ? 64 : 1;
  const size = block.buffering_size ?? 5;
  const faults: Fault[] = [];
  if (size < least || size > 128) {
    faults.push({
      path: "bufferingSize",
      problem: `is out of range${least === 64 ? " for a stream that converts or partitions" : ""}`,
      got: size,
      allowed: `${least} to 128 MiB`,
      fix: "gather more before a file is written",
    });
  }
  const interval = block.buffering_interval ?? 300;
  const shortest = partitions ? 60 : 0;
  if (interval < shortest || interval > 900) {
    faults.push({
      path: "bufferingInterval",
      problem: "is out of range",
      got: interval,
      allowed: `${shortest} to 900 seconds`,
      fix: "choose a number of seconds within the range",
    });
  }
  return faults;
}

function decompressionFaults({ processors, converts, partitions, block }: Delivery): Fault[] {
  const path = "processingConfiguration";
  if (processors.includes("Decompression")) {
    return processors[0] === "Decompression"
      ? []
      : [{ path, problem: "does not decompress first", got: processors, fix: "put Decompression before the others" }];
  }
  const needs = [
    ...(converts ? ["conversion"] : []),
    ...(partitions ? ["dynamic partitioning"] : []),
    ...processors.filter((type) => type !== "Lambda"),
    // Gzip around gzip: readers unpack once and find rubbish.
    ...((block.compression_format ?? "UNCOMPRESSED") === "UNCOMPRESSED" ? [] : ["compression"]),
  ];
  return needs.length === 0
    ? []
    : [
        {
          path,
          problem: `lacks Decompression, without which ${needs.join(", ")} would meet the gzip that CloudWatch Logs sends`,
          got: processors,
          fix: "add the processor Decompression at the beginning",
        },
      ];
}

function fileFaults({ processors, converts, block }: Delivery): Fault[] {
  const { compression_format: compression = "UNCOMPRESSED", file_extension: extension } = block;
  const faults: Fault[] = [];
  if (converts && compression !== "UNCOMPRESSED") {
    faults.push({
      path: "compressionFormat",
      problem: "compresses what the conversion compresses already, which Firehose refuses",
      got: compression,
      allowed: "UNCOMPRESSED",
      fix: "leave the compression to Parquet",
    });
  }
  if (!converts && processors.includes("Decompression") && !processors.includes("AppendDelimiterToRecord")) {
    faults.push({
      path: "processingConfiguration",
      problem: "joins records without a newline, and a reader of JSON lines sees only the first of a file",
      got: processors,
      fix: "add the processor AppendDelimiterToRecord, or convert to Parquet",
    });
  }
  if (!converts && !processors.includes("Decompression") && compression === "UNCOMPRESSED" && extension !== ".gz") {
    faults.push({
      path: "fileExtension",
      problem: "does not say that the files are gzip, as CloudWatch Logs sends them, and Athena reads them as text",
      got: extension,
      allowed: ".gz",
      fix: "give .gz, or decompress",
    });
  }
  if (extension !== undefined && extension !== "" && !/^\.[0-9a-z!\-_.*'()]{1,127}$/.test(extension)) {
    faults.push({
      path: "fileExtension",
      problem: "is one that Firehose refuses",
      got: extension,
      allowed: "a dot and 1 to 127 of 0-9 a-z ! - _ . * ' ( )",
      fix: "use lower case",
    });
  }
  return faults;
}

const EXPRESSION = /!\{(\w+):([^}]*)\}/g;

function expressionsOf(prefix = ""): { readonly text: string; readonly namespace: string; readonly value: string }[] {
  return [...prefix.matchAll(EXPRESSION)].map(([text, namespace, value]) => ({ text, namespace: namespace!, value: value! }));
}

function expressionFaults({ block, partitions }: Delivery): Fault[] {
  const partitionKeys = partitions ? ["partitionKeyFromQuery", "partitionKeyFromLambda"] : [];
  return [
    { path: "prefix", prefix: block.prefix, namespaces: ["timestamp", "firehose", ...partitionKeys], values: ["random-string"] },
    {
      path: "errorOutputPrefix",
      prefix: block.error_output_prefix,
      namespaces: ["timestamp", "firehose"],
      values: ["random-string", "error-output-type"],
    },
  ].flatMap(({ path, prefix, namespaces, values }) => {
    const faults: Fault[] = expressionsOf(prefix)
      .filter(({ namespace, value }) => !namespaces.includes(namespace) || (namespace === "firehose" && !values.includes(value)))
      .map(({ text }) => ({
        path,
        problem: "has an expression that Firehose does not know in this place",
        got: text,
        allowed: namespaces.map((namespace) => (namespace === "firehose" ? values.join(", ") : `${namespace}:...`)).join(", "),
        fix: "leave the expression out",
      }));
    return (prefix ?? "").length > 1024
      ? [...faults, { path, problem: "is too long", got: prefix!.length, allowed: "at most 1024 characters", fix: "shorten it" }]
      : faults;
  });
}

function errorPrefixFaults({ prefix = "", error_output_prefix: errors }: DeliveryBlock, dataFolder: string): Fault[] {
  const path = "errorOutputPrefix";
  if (errors === undefined || errors === "") {
    return expressionsOf(prefix).length === 0
      ? [
          {
            path,
            problem: "is missing, so failed records would lie among the files of the table",
            fix: "name a folder outside of it",
          },
        ]
      : [
          {
            path,
            problem: "is missing, which Firehose refuses when the prefix has an expression",
            fix: "give one with !{firehose:error-output-type}",
          },
        ];
  }
  const faults: Fault[] = [];
  if (expressionsOf(errors).every(({ value }) => value !== "error-output-type") && expressionsOf(errors + prefix).length > 0) {
    faults.push({
      path,
      problem: "lacks !{firehose:error-output-type}, without which Firehose refuses expressions",
      got: errors,
      fix: "add it as a folder",
    });
  }
  if (errors.startsWith(dataFolder)) {
    faults.push({
      path,
      problem: `lies in the folder of the table (${dataFolder}), where Athena would read failed records as Parquet and fail`,
      got: errors,
      fix: "name a folder beside it",
    });
  }
  return faults;
}

function partitionKeyFaults({ block, partitions }: Delivery): Fault[] {
  if (!partitions) {
    return [];
  }
  const parameters = (block.processing_configuration?.processors ?? [])
    .filter(({ type }) => type === "MetadataExtraction")
    .flatMap(({ parameters = [] }) => parameters);
  const query = parameters.find(({ parameter_name }) => parameter_name === "MetadataExtractionQuery")?.parameter_value ?? "";
  const used = expressionsOf(block.prefix).filter(({ namespace }) => namespace.startsWith("partitionKey"));
  if (used.length === 0) {
    return [
      {
        path: "prefix",
        problem: "has no partition key, which dynamic partitioning wants",
        got: block.prefix,
        fix: "add !{partitionKeyFromQuery:...}, or switch dynamic partitioning off",
      },
    ];
  }
  return used
    .filter(
      ({ namespace, value }) => namespace === "partitionKeyFromQuery" && !new RegExp(`[{,]\\s*"?${value}"?\\s*:`).test(query),
    )
    .map(({ text }) => ({
      path: "prefix",
      problem: "has a partition key that no MetadataExtraction works out",
      got: text,
      fix: "add the key to the MetadataExtractionQuery",
    }));
}
