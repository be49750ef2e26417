import { describe, expect, it } from "vitest";
import { alertTopicKeyServices } from "../../../constructs/metrics/alert-topic";
import { AlertTopics, type AlertTopicsProps } from "../../../constructs/metrics/alert-topics";
import { resourcesOf, synthesise } from "../../support/synth";
import { key, location, statementsOf } from "./fixtures";

const synthesiseTopics = (props: Partial<AlertTopicsProps> = {}) =>
  synthesise((scope) => {
    new AlertTopics(scope, "Topics", { pageTopicName: "obs-page", ticketTopicName: "obs-ticket", location, key, ...props });
  });

describe("AlertTopics", () => {
  it("makes one encrypted topic for each severity", () => {
    expect(resourcesOf(synthesiseTopics(), "aws_sns_topic")).toEqual([
      expect.objectContaining({ name: "obs-page", kms_master_key_id: key.keyArn }),
      expect.objectContaining({ name: "obs-ticket", kms_master_key_id: key.keyArn }),
    ]);
  });

  it("admits the alerting services of this account only, and only over TLS", () => {
    const policies = resourcesOf(synthesiseTopics(), "aws_sns_topic_policy");
    expect(policies).toHaveLength(2);
    for (const { policy } of policies) {
      const { AlertingServices, TlsOnly } = statementsOf(policy);
      expect(AlertingServices).toMatchObject({
        Principal: { Service: ["aps.amazonaws.com", "cloudwatch.amazonaws.com"] },
        Action: ["sns:Publish", "sns:GetTopicAttributes"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      });
      expect(TlsOnly).toMatchObject({
        Effect: "Deny",
        Principal: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
    }
  });

  it("admits a further service when told so", () => {
    const [{ policy }] = resourcesOf(
      synthesiseTopics({ additionalPublishers: ["eu-central-1.devops-guru.amazonaws.com"] }),
      "aws_sns_topic_policy",
    ) as [{ policy: string }];
    expect(statementsOf(policy).AlertingServices.Principal.Service).toContain("eu-central-1.devops-guru.amazonaws.com");
  });

  it("subscribes addresses to the topic of their severity", () => {
    const json = synthesiseTopics({ pageEmails: ["duty@example.com"], ticketEmails: ["team@example.com", "lead@example.com"] });
    const subscriptions = resourcesOf(json, "aws_sns_topic_subscription").map(({ protocol, endpoint, topic_arn }) => [
      protocol,
      endpoint,
      /Page/.test(topic_arn) ? "page" : "ticket",
    ]);
    expect(subscriptions.sort()).toEqual([
      ["email", "duty@example.com", "page"],
      ["email", "lead@example.com", "ticket"],
      ["email", "team@example.com", "ticket"],
    ]);
  });

  it("rejects what is no address, and one that stands twice", () => {
    expect(() => synthesiseTopics({ pageEmails: ["duty", "a@example.com", "a@example.com"] })).toThrow(
      /2 faults.*emails\[0\] is not an e-mail address; got "duty".*emails\[2\] stands twice/s,
    );
  });

  it("rejects a name that SNS refuses", () => {
    expect(() => synthesiseTopics({ pageTopicName: "wake me" })).toThrow(/topicName makes a name that AWS refuses.*"wake me"/);
  });
});

describe("alertTopicKeyServices", () => {
  it("names every publisher, each bound to the account", () => {
    const services = alertTopicKeyServices(location, ["eu-central-1.devops-guru.amazonaws.com"]);
    expect(services.map(({ sid, principal }) => [sid, principal])).toEqual([
      ["AlertsAps", "aps.amazonaws.com"],
      ["AlertsCloudwatch", "cloudwatch.amazonaws.com"],
      ["AlertsEuCentral1DevopsGuru", "eu-central-1.devops-guru.amazonaws.com"],
    ]);
    for (const { conditions } of services) {
      expect(conditions).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
    }
  });
});
