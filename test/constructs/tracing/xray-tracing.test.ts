import { describe, expect, it } from "vitest";
import { XrayTracing, type XrayTracingProps } from "../../../constructs/tracing/xray-tracing";
import { key, location } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const synthesiseTracing = (props: Partial<XrayTracingProps>) =>
  synthesise((scope) => {
    new XrayTracing(scope, "Xray", { location, ...props });
  });
const transactionSearch = { policyName: "obs-spans", indexPercent: 1 };

describe("XrayTracing", () => {
  it("makes nothing that it was not asked for", () => {
    expect(synthesiseTracing({}).resource).toBeUndefined();
  });

  it("makes a rule for each service, in their order", () => {
    const json = synthesiseTracing({
      samplingRules: [
        { samplingRuleName: "checkout", serviceName: "checkout", fixedRate: 1, priority: 10 },
        { samplingRuleName: "others", fixedRate: 0.01, priority: 9000 },
      ],
    });
    expect(resourcesOf(json, "aws_xray_sampling_rule").map(({ rule_name, priority }) => [rule_name, priority])).toEqual([
      ["checkout", 10],
      ["others", 9000],
    ]);
  });

  it("encrypts with a key", () => {
    expect(onlyResourceOf(synthesiseTracing({ encryptionKey: key }), "aws_xray_encryption_config")).toMatchObject({
      type: "KMS",
      key_id: key.keyArn,
    });
  });

  it("lets X-Ray of this account write to the group of spans, and nobody else", () => {
    const policy = onlyResourceOf(synthesiseTracing({ transactionSearch }), "aws_cloudwatch_log_resource_policy");
    expect(policy.policy_name).toBe("obs-spans");
    const { account, region, partition } = location;
    expect((JSON.parse(policy.policy_document as string) as { Statement: unknown }).Statement).toEqual([
      {
        Sid: "WriteSpans",
        Effect: "Allow",
        Principal: { Service: "xray.amazonaws.com" },
        Action: "logs:PutLogEvents",
        // Without a slash in front: the policy must name exactly this group.
        Resource: `arn:${partition}:logs:${region}:${account}:log-group:aws/spans:*`,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:${partition}:xray:${region}:${account}:*` },
        },
      },
    ]);
  });

  it("says how Transaction Search is switched on", () => {
    synthesise((scope) => {
      const tracing = new XrayTracing(scope, "Xray", { location, transactionSearch: { ...transactionSearch, indexPercent: 5 } });
      expect(tracing.transactionSearchCommands).toEqual([
        `aws xray update-trace-segment-destination --region ${location.region} --destination CloudWatchLogs`,
        `aws xray update-indexing-rule --region ${location.region} --name Default --rule '{"Probabilistic":{"DesiredSamplingPercentage":5}}'`,
      ]);
    });
  });

  it("refuses rules that share a place or a name, and a share that is none", () => {
    const rule = { samplingRuleName: "one", priority: 10 };
    expect(() =>
      synthesiseTracing({
        samplingRules: [rule, { ...rule, samplingRuleName: "two" }, { ...rule, priority: 11 }],
        transactionSearch: { ...transactionSearch, indexPercent: 101 },
      }),
    ).toThrow(
      /samplingRules\[1\]\.priority and samplingRules\[0\]\.priority share a place.*got 10.*samplingRules\[2\]\.samplingRuleName and .* share a name; got "one".*indexPercent is no percentage; got 101/s,
    );
  });
});
