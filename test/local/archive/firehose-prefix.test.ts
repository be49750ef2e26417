import { describe, expect, it } from "vitest";
import { deliveredKey, evaluatePrefix, formatUtc } from "../../../local/archive/firehose-prefix";

const arrival = new Date("2026-03-09T07:05:04Z");
const values = { arrival, randomString: "abc123def45" };

describe("evaluatePrefix", () => {
  it("writes the hour in UTC", () => {
    expect(evaluatePrefix("logs/!{timestamp:yyyy/MM/dd/HH}/", values)).toBe("logs/2026/03/09/07/");
  });

  it("evaluates several expressions", () => {
    const prefix = "errors/!{firehose:error-output-type}/!{timestamp:yyyy}/!{firehose:random-string}/";
    expect(evaluatePrefix(prefix, { ...values, errorOutputType: "format-conversion-failed" })).toBe(
      "errors/format-conversion-failed/2026/abc123def45/",
    );
  });

  it("adds the hour to a prefix without a time", () => {
    expect(evaluatePrefix("logs/", values)).toBe("logs/2026/03/09/07/");
  });

  it("refuses the error type outside an error prefix, and unknown expressions", () => {
    expect(() => evaluatePrefix("x/!{firehose:error-output-type}/", values)).toThrow(
      /"!\{firehose:error-output-type\}" can't be evaluated/,
    );
    expect(() => evaluatePrefix("x/!{partitionKeyFromQuery:a}/", values)).toThrow(
      /"!\{partitionKeyFromQuery:a\}" can't be evaluated/,
    );
  });
});

describe("formatUtc", () => {
  it("keeps quoted text", () => {
    expect(formatUtc("'dt='yyyy-MM-dd''HH", arrival)).toBe("dt=2026-03-09'07");
  });

  it("refuses letters that it doesn't know", () => {
    expect(() => formatUtc("yyyy/EEE", arrival)).toThrow(
      /has "EEE", which is not supported here; supported: yyyy, MM, dd, HH, mm, ss/,
    );
  });
});

it("names files as Firehose does", () => {
  expect(deliveredKey("logs/2026/03/09/07/", "archive", { arrival, fileId: "1-2-3", fileExtension: ".parquet" })).toBe(
    "logs/2026/03/09/07/archive-1-2026-03-09-07-05-04-1-2-3.parquet",
  );
});
