import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { ArchiveAlarms, type ArchiveAlarmsProps } from "../../../constructs/insights/archive-alarms";
import { resourcesOf, synthesise } from "../../support/synth";

const topicArn = "arn:aws:sns:eu-central-1:111122223333:obs-ticket";
const synthesiseAlarms = (props: Partial<ArchiveAlarmsProps> = {}) =>
  resourcesOf(
    synthesise((scope) => {
      new ArchiveAlarms(scope, "Alarms", { alarmNamePrefix: "obs-archive", deliveryStreamName: "obs", topicArn, ...props });
    }),
    "aws_cloudwatch_metric_alarm",
  );
const byName = (name: string, props: Partial<ArchiveAlarmsProps> = {}) =>
  synthesiseAlarms(props).find((alarm) => alarm.alarm_name === name);

describe("ArchiveAlarms", () => {
  it("fires when the oldest event waits too long", () => {
    expect(byName("obs-archive-freshness", { maxAge: Duration.hours(1) })).toMatchObject({
      namespace: "AWS/Firehose",
      metric_name: "DeliveryToS3.DataFreshness",
      dimensions: { DeliveryStreamName: "obs" },
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 3600,
    });
  });

  it("fires when writes fail", () => {
    expect(byName("obs-archive-failure")).toMatchObject({
      metric_name: "DeliveryToS3.Success",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
    });
  });

  it("chooses what missing data means, asks for three of four periods, and tells the topic of start and end", () => {
    for (const alarm of synthesiseAlarms()) {
      expect(alarm).toMatchObject({
        treat_missing_data: "notBreaching",
        evaluation_periods: 4,
        datapoints_to_alarm: 3,
        period: 300,
        alarm_actions: [topicArn],
        ok_actions: [topicArn],
      });
    }
  });

  it.each([Duration.minutes(14), Duration.hours(13)])("rejects an age of %s", (maxAge) => {
    expect(() => synthesiseAlarms({ maxAge })).toThrow(`maxAge is out of range; got "${maxAge.toString()}"; allowed: 15m to 12h`);
  });

  it("rejects a prefix that is too long", () => {
    expect(() => synthesiseAlarms({ alarmNamePrefix: "x".repeat(201) })).toThrow(/alarmNamePrefix makes a name that is too long/);
  });
});
