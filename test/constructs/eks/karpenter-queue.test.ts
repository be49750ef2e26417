import { describe, expect, it } from "vitest";
import { KARPENTER_EVENTS } from "../../../constructs/eks/karpenter-events";
import { karpenterKeyServices, KarpenterQueue, type KarpenterQueueProps } from "../../../constructs/eks/karpenter-queue";
import { EncryptionKey } from "../../../constructs/iam/encryption-key";
import { key, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, type SynthesisedStack, synthesise } from "../../support/synth";

const synthesiseQueue = (props: Partial<KarpenterQueueProps> = {}) =>
  synthesise((scope) => {
    new KarpenterQueue(scope, "Queue", { queueName: "obs-test-karpenter", ...props });
  });

const ruleNames = (json: SynthesisedStack) =>
  resourcesOf(json, "aws_cloudwatch_event_rule")
    .map(({ name }) => name as string)
    .sort();

describe("KarpenterQueue", () => {
  it("forgets messages after five minutes and encrypts them with a key of SQS", () => {
    const queue = onlyResourceOf(synthesiseQueue(), "aws_sqs_queue");
    expect(queue).toMatchObject({
      name: "obs-test-karpenter",
      message_retention_seconds: 300,
      sqs_managed_sse_enabled: true,
    });
    expect(queue).not.toHaveProperty("kms_master_key_id");
  });

  it("encrypts with a key of our own instead", () => {
    const queue = onlyResourceOf(synthesiseQueue({ key }), "aws_sqs_queue");
    expect(queue.kms_master_key_id).toBe(key.keyArn);
    // SQS refuses both kinds of encryption at once.
    expect(queue).not.toHaveProperty("sqs_managed_sse_enabled");
  });

  it("takes messages from its own rules only, and nothing without TLS", () => {
    const json = synthesiseQueue();
    const { Statement: statements } = JSON.parse(onlyResourceOf(json, "aws_sqs_queue_policy").policy as string);
    expect(statements).toHaveLength(2);
    const rules = Object.keys(json.resource!.aws_cloudwatch_event_rule!);
    expect(statements[0]).toMatchObject({
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
    });
    expect(statements[0].Condition.ArnEquals["aws:SourceArn"].sort()).toEqual(
      rules.map((rule) => `\${aws_cloudwatch_event_rule.${rule}.arn}`).sort(),
    );
    expect(Object.keys(statements[0].Condition)).toEqual(["ArnEquals"]);
    expect(statements[1]).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const queue = Object.keys(json.resource!.aws_sqs_queue!)[0]!;
    expect(statements.map(({ Resource: resource }: { Resource: string }) => resource)).toEqual([
      `\${aws_sqs_queue.${queue}.arn}`,
      `\${aws_sqs_queue.${queue}.arn}`,
    ]);
  });

  it("sends every rule's events to the queue, once the queue admits them", () => {
    const json = synthesiseQueue();
    const rules = Object.keys(json.resource!.aws_cloudwatch_event_rule!);
    const targets = resourcesOf(json, "aws_cloudwatch_event_target");
    expect(targets.map((target) => target.rule).sort()).toEqual(
      rules.map((rule) => `\${aws_cloudwatch_event_rule.${rule}.name}`).sort(),
    );
    for (const target of targets) {
      expect(target.arn).toMatch(/^\$\{aws_sqs_queue\.\w+\.arn\}$/);
      expect(target.depends_on).toEqual([expect.stringMatching(/^aws_sqs_queue_policy\./)]);
    }
  });

  it("writes each pattern of the table into one rule", () => {
    const json = synthesiseQueue();
    expect(ruleNames(json)).toEqual(
      ["health", "instance-state", "rebalance", "reservation", "spot"].map((name) => `obs-test-karpenter-${name}`),
    );
    for (const { name, description, pattern } of Object.values(KARPENTER_EVENTS)) {
      const rule = resourcesOf(json, "aws_cloudwatch_event_rule").find((one) => one.name === `obs-test-karpenter-${name}`)!;
      expect(JSON.parse(rule.event_pattern as string)).toEqual(pattern);
      expect(rule.description).toBe(description);
      // EventBridge PutRule: Description, 512 characters.
      expect(description.length).toBeLessThanOrEqual(512);
    }
  });

  it("rejects a name that SQS refuses, and one that leaves no room for the rules'", () => {
    expect(() => synthesiseQueue({ queueName: "obs.karpenter" })).toThrow(
      /queueName makes a name that AWS refuses for this kind of resource \(SQS queue\); got "obs\.karpenter"/,
    );
    expect(() => synthesiseQueue({ queueName: "q".repeat(50) })).toThrow(
      /has 1 fault:.*\(EventBridge rule\): 65 characters; got "q{50}-instance-state".*at most 64 characters/s,
    );
    expect(() => synthesiseQueue({ queueName: "q".repeat(49) })).not.toThrow();
    expect(() => synthesiseQueue({ queueName: "q".repeat(81) })).toThrow(/has 2 faults:.*\(SQS queue\): 81 characters/s);
  });
});

describe("karpenterKeyServices", () => {
  it("admit EventBridge of this account to the key, with what an encrypted queue asks of a sender", () => {
    const json = synthesise((scope) => {
      const services = karpenterKeyServices(location);
      new EncryptionKey(scope, "Key", { alias: "karpenter", description: "test", location, services });
    });
    const { Statement: statements } = JSON.parse(onlyResourceOf(json, "aws_kms_key").policy as string);
    expect(statements[1]).toMatchObject({
      Principal: { Service: "events.amazonaws.com" },
      Action: expect.arrayContaining(["kms:Decrypt", "kms:GenerateDataKey*"]),
      Condition: { StringEquals: { "aws:SourceAccount": location.account } },
    });
  });
});
