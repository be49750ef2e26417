import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import { LogMetric } from "../../../constructs/logs/log-metric";
import type { LogMetricProps } from "../../../constructs/logs/log-metric-props";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, logGroup } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

const least: LogMetricProps = {
  logGroup: logGroup("/obs/app"),
  filterName: "errors",
  pattern: '{ $.level = "error" }',
  metricNamespace: "obs-test/logs",
  metricName: "Errors",
};
const synthesiseMetric = (props: Partial<LogMetricProps> = {}) =>
  synthesise((scope) => {
    new LogMetric(scope, "Metric", { ...least, ...props });
  });
const filterOf = (props: Partial<LogMetricProps> = {}) =>
  onlyResourceOf(synthesiseMetric(props), "aws_cloudwatch_log_metric_filter");

describe("LogMetric", () => {
  it("counts one for each event, and reports nothing when none matched", () => {
    expect(filterOf()).toMatchObject({
      name: "errors",
      log_group_name: "/obs/app",
      pattern: '{ $.level = "error" }',
      metric_transformation: { name: "Errors", namespace: "obs-test/logs", value: "1", unit: "None" },
    });
    expect(filterOf().metric_transformation).not.toHaveProperty("default_value");
  });

  it("takes the value from the event, with a unit and a default", () => {
    expect(
      filterOf({ pattern: "{ $.latency = * }", metricValue: "$.latency", defaultValue: 0, unit: "Milliseconds" })
        .metric_transformation,
    ).toMatchObject({ value: "$.latency", default_value: "0", unit: "Milliseconds" });
  });

  it("makes dimensions of fields", () => {
    expect(filterOf({ dimensions: { Pod: "$.kubernetes.pod_name" } }).metric_transformation.dimensions).toEqual({
      Pod: "$.kubernetes.pod_name",
    });
    expect(
      filterOf({ pattern: "[ip, ..., bytes]", dimensions: { Ip: "$ip" }, metricValue: "$bytes" }).metric_transformation
        .dimensions,
    ).toEqual({ Ip: "$ip" });
  });

  it("keeps what looks like a Terraform template as it is", () => {
    expect(filterOf({ pattern: '"${name} %{name}"' }).pattern).toBe('"$${name} %%{name}"');
  });

  it("waits for a group of the same stack", () => {
    const json = synthesise((scope) => {
      const group = new RetainedLogGroup(scope, "Group", { logGroupName: "/obs/app", retention: Retention.days(1), key });
      new LogMetric(scope, "Metric", { ...least, logGroup: group });
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_metric_filter").depends_on).toEqual([
      expect.stringMatching(/^aws_cloudwatch_log_group\.Group/),
    ]);
  });

  it.each<[Partial<LogMetricProps>, string]>([
    [{ filterName: "a:b" }, 'filterName is a name that CloudWatch Logs refuses; got "a:b"; allowed: 1 to 512 characters'],
    [{ pattern: "{ $.a" }, 'pattern is no filter pattern: the end at position 5 stands where an operator should; got "{ $.a"'],
    [{ metricName: 'a"b' }, 'metricName is a name that CloudWatch refuses; got "a\\"b"'],
    [{ metricNamespace: "a:b" }, 'metricNamespace is a name that CloudWatch refuses; got "a:b"'],
    [{ metricNamespace: "AWS/EKS" }, 'metricNamespace begins with AWS/, which is kept for AWS\'s own metrics; got "AWS/EKS"'],
    [{ metricValue: "latency" }, 'metricValue names no field of the pattern\'s events; got "latency"'],
    [
      { pattern: "[a]", metricValue: "$.a" },
      'metricValue names no field of the pattern\'s events; got "$.a"; allowed: a number, or the name of a column',
    ],
    [{ pattern: "ERROR", metricValue: "$.a" }, 'metricValue names a field, but the pattern reads no fields; got "$.a"'],
    [{ pattern: "ERROR", dimensions: { A: "$.a" } }, 'dimensions.A names a field, but the pattern reads no fields; got "$.a"'],
    [{ dimensions: { A: "a" } }, 'dimensions.A names no field of the pattern\'s events; got "a"'],
    [{ dimensions: { 'A"': "$.a" } }, 'dimensions is a name that CloudWatch refuses; got "A\\""'],
    [
      { dimensions: { A: "$.a", B: "$.b", C: "$.c", D: "$.d" } },
      'dimensions are too many; got ["A","B","C","D"]; allowed: at most 3',
    ],
    [
      { dimensions: { A: "$.a" }, defaultValue: 0 },
      "defaultValue can't stand beside dimensions: CloudWatch would not know of which metric it is the value; got 0",
    ],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesiseMetric(props)).toThrow(problem);
  });

  it("lists several faults at once", () => {
    expect(() => synthesiseMetric({ pattern: "{", metricName: "", filterName: "" })).toThrow(/has 3 faults/);
  });

  it("rejects a group of the infrequent-access class", () => {
    expect(() =>
      synthesise((scope) => {
        const group = new RetainedLogGroup(scope, "Group", {
          logGroupName: "/obs/app",
          retention: Retention.days(1),
          key,
          logGroupClass: "infrequent-access",
        });
        new LogMetric(scope, "Metric", { ...least, logGroup: group });
      }),
    ).toThrow('logGroup is a group of the infrequent-access class, which admits no metric filter; got "test/Group"');
  });

  const many = (count: number, props: Partial<LogMetricProps>) => () =>
    synthesise((scope) => {
      for (let index = 0; index < count; index += 1) {
        new LogMetric(scope, `Metric${index}`, { ...least, filterName: `f${index}`, ...props });
      }
    });

  it("counts the filters of a group in the whole app", () => {
    expect(many(100, {})).not.toThrow();
    expect(many(101, {})).toThrow("logGroup has 101 metric filters in this app; allowed: at most 100 in a group");
    expect(many(5, { pattern: "%a%" })).not.toThrow();
    expect(many(6, { pattern: "%a%" })).toThrow(
      "logGroup has 6 patterns with regular expressions in this app; allowed: at most 5",
    );
  });
});
