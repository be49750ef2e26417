import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { XrayEncryptionConfig } from "@cdktf/provider-aws/lib/xray-encryption-config";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { type Fault, throwFaults } from "../core/validation";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { policyDocument } from "../iam/policy-document";
import { XraySampling, type XraySamplingProps } from "./xray-sampling";

/** A sampling rule among others, by its place. */
export interface SamplingRule extends XraySamplingProps {
  /** Place among the account's rules, 1 (first) to 9999; no two rules may share one. */
  readonly priority: number;
}

/** CloudWatch Transaction Search: all spans in the log group `aws/spans`, a share of them indexed as traces. */
export interface TransactionSearchProps {
  /** Name of the resource policy that lets X-Ray write to `aws/spans`. An account has ten of these policies for a region. */
  readonly policyName: string;
  /** Share of the spans that X-Ray indexes as trace summaries, 0 to 100 percent; 1 is free, more is billed by span. */
  readonly indexPercent: number;
}

/** What an `XrayTracing` is made of. All of it exists once in an account and region: let one stack own it. */
export interface XrayTracingProps {
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /**
   * Sampling rules that X-Ray and ADOT SDKs fetch, beside X-Ray's own default rule.
   * @default - none
   */
  readonly samplingRules?: readonly SamplingRule[];
  /**
   * Key that trace data is encrypted with. Whoever configures it and whoever reads traces needs rights on the key; when X-Ray loses
   * access to it, it stops storing data. Destroying this construct leaves the setting as it is.
   * @default - X-Ray's own encryption, which is free
   */
  readonly encryptionKey?: IEncryptionKeyRef;
  /**
   * Prepares Transaction Search, which X-Ray's OTLP endpoint needs.
   * @default - not prepared
   */
  readonly transactionSearch?: TransactionSearchProps;
}

/**
 * Defines the settings of X-Ray for an account and region: sampling rules with places of their own, encryption, and what Transaction
 * Search needs before it can be switched on.
 *
 * The switch itself (`UpdateTraceSegmentDestination`) and the indexed share (`UpdateIndexingRule`) are resources of the AWS provider
 * from 6.46 on (`aws_xray_trace_segment_destination`, `aws_xray_indexing_rule`); up to then `transactionSearchCommands` says them.
 *
 * @see hashicorp/terraform-provider-aws#43077 and release 6.46.0 (read 2026-11)
 */
export class XrayTracing extends Construct {
  /** The sampling rules by name. */
  public readonly samplingRules: Readonly<Record<string, XraySampling>>;
  /** Commands that switch Transaction Search on, after this construct is deployed; empty without it. */
  public readonly transactionSearchCommands: readonly string[];

  /** @throws ValidationError when two rules share a place or a name, or the indexed share is no percentage */
  public constructor(scope: Construct, id: string, props: XrayTracingProps) {
    super(scope, id);
    const { location, samplingRules = [], encryptionKey, transactionSearch } = props;
    throwFaults(`X-Ray tracing "${this.node.path}"`, [
      ...twiceFaults(samplingRules, "priority", "share a place, and X-Ray promises no order between them"),
      ...twiceFaults(samplingRules, "samplingRuleName", "share a name"),
      ...indexFaults(transactionSearch?.indexPercent),
    ]);
    this.samplingRules = Object.fromEntries(
      // The name is unique, and renaming a rule replaces it anyway.
      samplingRules.map((rule) => [rule.samplingRuleName, new XraySampling(this, `Sampling-${rule.samplingRuleName}`, rule)]),
    );
    if (encryptionKey) {
      new XrayEncryptionConfig(this, "Encryption", { type: "KMS", keyId: encryptionKey.keyArn });
    }
    this.transactionSearchCommands = transactionSearch ? this.prepareTransactionSearch(location, transactionSearch) : [];
  }

  private prepareTransactionSearch(location: AwsLocation, { policyName, indexPercent }: TransactionSearchProps): string[] {
    const { account, region, partition } = location;
    new CloudwatchLogResourcePolicy(this, "SpansPolicy", {
      policyName,
      policyDocument: policyDocument([
        {
          sid: "WriteSpans",
          principals: { Service: "xray.amazonaws.com" },
          actions: ["logs:PutLogEvents"],
          // The group is X-Ray's own: names that begin with aws/ can't be made by anybody else.
          resources: [`arn:${partition}:logs:${region}:${account}:log-group:aws/spans:*`],
          conditions: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:${partition}:xray:${region}:${account}:*` },
          },
        },
      ]),
    });
    const rule = JSON.stringify({ Probabilistic: { DesiredSamplingPercentage: indexPercent } });
    return [
      `aws xray update-trace-segment-destination --region ${region} --destination CloudWatchLogs`,
      `aws xray update-indexing-rule --region ${region} --name Default --rule '${rule}'`,
    ];
  }
}

function twiceFaults(rules: readonly SamplingRule[], key: "priority" | "samplingRuleName", problem: string): Fault[] {
  return rules.flatMap((rule, index) => {
    const first = rules.findIndex((other) => other[key] === rule[key]);
    return first === index
      ? []
      : [
          {
            path: `samplingRules[${index}].${key}`,
            problem: `and samplingRules[${first}].${key} ${problem}`,
            got: rule[key],
            fix: "give each rule its own",
          },
        ];
  });
}

function indexFaults(percent: number | undefined): Fault[] {
  return percent === undefined || (percent >= 0 && percent <= 100)
    ? []
    : [
        {
          path: "transactionSearch.indexPercent",
          problem: "is no percentage",
          got: percent,
          allowed: "0 to 100",
          fix: "choose 1 for the share that is free",
        },
      ];
}
