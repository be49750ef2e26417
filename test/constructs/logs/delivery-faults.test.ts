import { describe, expect, it } from "vitest";
import { throwFaults } from "../../../constructs/core/validation";
import { type DeliveryBlock, deliveryFaults } from "../../../constructs/logs/delivery-faults";

const processors = (...types: string[]): DeliveryBlock["processing_configuration"] => ({
  enabled: true,
  processors: types.map((type) => ({ type })),
});
/** Envelopes as Parquet: what an `ArchiveStream` is. */
const PARQUET: DeliveryBlock = {
  prefix: "logs/!{timestamp:yyyy/MM/dd/HH}/",
  error_output_prefix: "errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/",
  custom_time_zone: "UTC",
  buffering_size: 128,
  buffering_interval: 900,
  compression_format: "UNCOMPRESSED",
  file_extension: ".parquet",
  processing_configuration: processors("Decompression"),
  data_format_conversion_configuration: { enabled: true, schema_configuration: {} },
};
/** Messages as lines of JSON. */
const LINES: DeliveryBlock = {
  ...PARQUET,
  compression_format: "GZIP",
  file_extension: ".gz",
  processing_configuration: processors("Decompression", "CloudWatchLogProcessing", "AppendDelimiterToRecord"),
  data_format_conversion_configuration: undefined,
};
/** What CloudWatch Logs sends, as it is. */
const RAW: DeliveryBlock = {
  ...LINES,
  compression_format: "UNCOMPRESSED",
  processing_configuration: undefined,
};
const QUERY = { parameter_name: "MetadataExtractionQuery", parameter_value: "{workload:.logStream}" };
/** Parquet in a folder for each workload. */
const PARTITIONED: DeliveryBlock = {
  ...PARQUET,
  prefix: "logs/!{timestamp:yyyy/MM/dd/HH}/!{partitionKeyFromQuery:workload}/",
  dynamic_partitioning_configuration: { enabled: true },
  processing_configuration: {
    enabled: true,
    processors: [{ type: "Decompression" }, { type: "MetadataExtraction", parameters: [QUERY] }],
  },
};

const check = (block: DeliveryBlock) => () => throwFaults("delivery", deliveryFaults(block, "logs/"));

describe("what Firehose is told about files", () => {
  it.each(Object.entries({ PARQUET, LINES, RAW, PARTITIONED }))("is right: %s", (_name, block) => {
    expect(check(block)).not.toThrow();
  });

  it.each<[string, DeliveryBlock, RegExp]>([
    [
      "a conversion of less than 64 MiB",
      { ...PARQUET, buffering_size: 63 },
      /bufferingSize is out of range for a stream that converts.*got 63; allowed: 64 to 128 MiB/,
    ],
    ["a conversion with Firehose's own buffer", { ...PARQUET, buffering_size: undefined }, /bufferingSize .*got 5/],
    [
      "a buffer of more than 128 MiB",
      { ...RAW, buffering_size: 129 },
      /bufferingSize is out of range; got 129; allowed: 1 to 128 MiB/,
    ],
    ["a wait of more than 15 minutes", { ...PARQUET, buffering_interval: 901 }, /bufferingInterval is out of range; got 901/],
    [
      "partitions that change within a minute",
      { ...PARTITIONED, buffering_interval: 59 },
      /bufferingInterval .*got 59; allowed: 60 to 900/,
    ],
    [
      "a conversion of gzip",
      { ...PARQUET, processing_configuration: undefined },
      /processingConfiguration lacks Decompression, without which conversion would meet the gzip/,
    ],
    [
      "a decompression that is switched off",
      { ...PARQUET, processing_configuration: { enabled: false, processors: [{ type: "Decompression" }] } },
      /lacks Decompression/,
    ],
    [
      "a decompression that comes late",
      { ...PARQUET, processing_configuration: processors("Lambda", "Decompression") },
      /does not decompress first; got \["Lambda","Decompression"\]/,
    ],
    [
      "gzip around gzip",
      { ...RAW, compression_format: "GZIP" },
      /lacks Decompression, without which compression would meet the gzip/,
    ],
    [
      "messages out of gzip",
      { ...LINES, processing_configuration: processors("CloudWatchLogProcessing", "AppendDelimiterToRecord") },
      /lacks Decompression, without which CloudWatchLogProcessing/,
    ],
    [
      "partitions of gzip",
      {
        ...PARTITIONED,
        processing_configuration: { enabled: true, processors: [{ type: "MetadataExtraction", parameters: [QUERY] }] },
      },
      /lacks Decompression, without which conversion, dynamic partitioning/,
    ],
    [
      "compressed Parquet",
      { ...PARQUET, compression_format: "GZIP" },
      /compressionFormat compresses what the conversion compresses already.*got "GZIP"; allowed: UNCOMPRESSED/,
    ],
    [
      "messages without newlines",
      { ...LINES, processing_configuration: processors("Decompression", "CloudWatchLogProcessing") },
      /joins records without a newline/,
    ],
    [
      "raw gzip that is not called so",
      { ...RAW, file_extension: undefined },
      /fileExtension does not say that the files are gzip/,
    ],
    [
      "an extension without a dot",
      { ...PARQUET, file_extension: "parquet" },
      /fileExtension is one that Firehose refuses; got "parquet"/,
    ],
    [
      "an unknown expression",
      { ...PARQUET, prefix: "logs/!{partitionKeyFromQuery:workload}/" },
      /prefix has an expression that Firehose does not know in this place; got "!\{partitionKeyFromQuery:workload\}"/,
    ],
    [
      "the type of an error where there is none",
      { ...PARQUET, prefix: "logs/!{firehose:error-output-type}/" },
      /prefix has an expression/,
    ],
    [
      "a partition key in the folder of errors",
      { ...PARTITIONED, error_output_prefix: "errors/!{firehose:error-output-type}/!{partitionKeyFromQuery:workload}/" },
      /errorOutputPrefix has an expression/,
    ],
    ["a long prefix", { ...PARQUET, prefix: `logs/!{timestamp:yyyy}/${"x".repeat(1024)}` }, /prefix is too long; got 1047/],
    [
      "no folder for errors beside an expression",
      { ...PARQUET, error_output_prefix: undefined },
      /errorOutputPrefix is missing, which Firehose refuses/,
    ],
    [
      "no folder for errors at all",
      { ...PARQUET, prefix: "logs/", error_output_prefix: undefined },
      /errorOutputPrefix is missing, so failed records would lie among the files/,
    ],
    [
      "errors without their type",
      { ...PARQUET, error_output_prefix: "errors/" },
      /errorOutputPrefix lacks !\{firehose:error-output-type\}/,
    ],
    [
      "errors inside the table",
      { ...PARQUET, error_output_prefix: "logs/errors/!{firehose:error-output-type}/" },
      /errorOutputPrefix lies in the folder of the table \(logs\/\)/,
    ],
    ["partitions without a key", { ...PARTITIONED, prefix: PARQUET.prefix }, /prefix has no partition key/],
    [
      "a key that nobody works out",
      { ...PARTITIONED, prefix: "logs/!{partitionKeyFromQuery:other}/" },
      /prefix has a partition key that no MetadataExtraction works out; got "!\{partitionKeyFromQuery:other\}"/,
    ],
  ])("is refused: %s", (_name, block, message) => {
    expect(check(block)).toThrow(message);
  });
});
