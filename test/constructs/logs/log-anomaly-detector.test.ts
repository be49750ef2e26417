import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import {
  anomalyDetectorKeyServices,
  LogAnomalyDetector,
  type LogAnomalyDetectorProps,
} from "../../../constructs/logs/log-anomaly-detector";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const page = "arn:aws:sns:eu-central-1:111122223333:obs-page";
const ticket = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
const alarm: NonNullable<LogAnomalyDetectorProps["alarm"]> = {
  alarmName: "obs-test-anomalies",
  summary: "The application logs unusual things.",
  severity: "ticket",
  topics: { page: { topicArn: page }, ticket: { topicArn: ticket } },
};
const synthesiseDetector = (props: Partial<LogAnomalyDetectorProps> = {}) =>
  synthesise((scope) => {
    new LogAnomalyDetector(scope, "Detector", { detectorName: "obs-test", logGroup: logGroup("/obs/app"), ...props });
  });
const detectorOf = (props: Partial<LogAnomalyDetectorProps> = {}) =>
  onlyResourceOf(synthesiseDetector(props), "aws_cloudwatch_log_anomaly_detector");
const alarmOf = (props: Partial<LogAnomalyDetectorProps> = {}) =>
  onlyResourceOf(synthesiseDetector({ alarm, ...props }), "aws_cloudwatch_metric_alarm");

describe("LogAnomalyDetector", () => {
  it("watches the group every 15 minutes and shows anomalies for 21 days", () => {
    const detector = detectorOf();
    expect(detector).toMatchObject({
      detector_name: "obs-test",
      log_group_arn_list: [logGroup("/obs/app").logGroupArn],
      evaluation_frequency: "FIFTEEN_MIN",
      anomaly_visibility_time: 21,
      enabled: true,
    });
    expect(detector).not.toHaveProperty("filter_pattern");
    expect(detector).not.toHaveProperty("kms_key_id");
    expect(resourcesOf(synthesiseDetector(), "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it.each([
    [Duration.minutes(1), "ONE_MIN"],
    [Duration.minutes(5), "FIVE_MIN"],
    [Duration.minutes(10), "TEN_MIN"],
    [Duration.minutes(30), "THIRTY_MIN"],
    [Duration.hours(1), "ONE_HOUR"],
  ])("looks every %s", (evaluateEvery, frequency) => {
    expect(detectorOf({ evaluateEvery }).evaluation_frequency).toBe(frequency);
  });

  it("takes a pattern, a key, a visibility, and a pause", () => {
    expect(
      detectorOf({ filterPattern: '{ $.level = "error" }', key, visibility: Duration.days(90), enabled: false }),
    ).toMatchObject({
      filter_pattern: '{ $.level = "error" }',
      kms_key_id: key.keyArn,
      anomaly_visibility_time: 90,
      enabled: false,
    });
  });

  it("tells a topic of anomalies of high priority, by the detector's own metric", () => {
    expect(alarmOf()).toMatchObject({
      alarm_name: "obs-test-anomalies",
      alarm_description: "The application logs unusual things. Severity: ticket.",
      namespace: "AWS/Logs",
      metric_name: "AnomalyCount",
      dimensions: { LogAnomalyDetector: "obs-test", LogAnomalyPriority: "HIGH" },
      statistic: "Sum",
      period: 900,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      treat_missing_data: "notBreaching",
      alarm_actions: [ticket],
      ok_actions: [ticket],
    });
  });

  it("counts lower priorities, pages, names a runbook, and keeps quiet about the end when asked to", () => {
    const other = {
      ...alarm,
      priority: "medium",
      severity: "page",
      runbookUrl: "https://example.com/a",
      tellWhenOver: false,
    } as const;
    expect(alarmOf({ alarm: other, evaluateEvery: Duration.minutes(1) })).toMatchObject({
      dimensions: { LogAnomalyPriority: "MEDIUM" },
      alarm_description: "The application logs unusual things. Severity: page. Runbook: https://example.com/a",
      alarm_actions: [page],
      ok_actions: [],
      period: 300,
    });
  });

  it("waits for a group of the same stack", () => {
    const json = synthesise((scope) => {
      const group = new RetainedLogGroup(scope, "Group", { logGroupName: "/obs/app", retention: Retention.days(1), key });
      new LogAnomalyDetector(scope, "Detector", { detectorName: "obs-test", logGroup: group });
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_anomaly_detector").depends_on).toHaveLength(1);
  });

  it.each<[Partial<LogAnomalyDetectorProps>, string]>([
    [{ detectorName: "a b" }, 'detectorName has the wrong form; got "a b"; allowed: 1 to 255 letters, digits and . _ / -'],
    [
      { evaluateEvery: Duration.minutes(2) },
      'evaluateEvery is no time that CloudWatch Logs offers; got "2m"; allowed: 1, 5, 10, 15, 30 or 60 minutes',
    ],
    [{ visibility: Duration.days(6) }, 'visibility is out of range; got "6d"; allowed: whole days from 7 to 90'],
    [{ filterPattern: "{" }, "filterPattern is no filter pattern: the end at position 1 stands where a selector should"],
    [
      { alarm: { ...alarm, alarmName: "a;b" } },
      'alarm.alarmName makes a name that AWS refuses for this kind of resource (CloudWatch alarm); got "a;b"',
    ],
    [{ alarm: { ...alarm, summary: "x".repeat(1020) } }, "alarm.summary makes a description that is too long"],
  ])("rejects %j", (props, problem) => {
    expect(() => synthesiseDetector(props)).toThrow(problem);
  });

  it("rejects a group of the infrequent-access class", () => {
    expect(() =>
      synthesise((scope) => {
        const group = new RetainedLogGroup(scope, "Group", {
          logGroupName: "/obs/ia",
          retention: Retention.days(1),
          key,
          logGroupClass: "infrequent-access",
        });
        new LogAnomalyDetector(scope, "Detector", { detectorName: "obs-test", logGroup: group });
      }),
    ).toThrow("logGroup is a group of the infrequent-access class, which admits no anomaly detector");
  });
});

describe("anomalyDetectorKeyServices", () => {
  it("admits CloudWatch Logs of the region for the detectors of the account, in both contexts", () => {
    const detectors = "arn:aws:logs:eu-central-1:111122223333:anomaly-detector:*";
    expect(anomalyDetectorKeyServices(location).map(({ principal, conditions }) => ({ principal, conditions }))).toEqual([
      {
        principal: "logs.eu-central-1.amazonaws.com",
        conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": detectors } },
      },
      {
        principal: "logs.eu-central-1.amazonaws.com",
        conditions: { ArnLike: { "kms:EncryptionContext:aws-crypto-ec:aws:logs:arn": detectors } },
      },
    ]);
  });
});
