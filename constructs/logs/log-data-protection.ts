import { CloudwatchLogDataProtectionPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-data-protection-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { withinStack } from "../core/stack-dependencies";
import { type Fault, throwFaults } from "../core/validation";
import { type DataProtection, dataProtectionDocument, dataProtectionFaults } from "./log-data-protection-document";
import { standardClassFaults } from "./log-group-class";
import type { ILogGroupRef } from "./log-group-ref";

/** What a `LogDataProtection` is made of. */
export interface LogDataProtectionProps extends DataProtection {
  /** The group whose events are masked, of the standard class. It takes one policy. */
  readonly logGroup: ILogGroupRef;
  /** Account and region of the group. */
  readonly location: AwsLocation;
  /**
   * Name of the policy: dimension of the metrics that count findings.
   * @default "data-protection"
   */
  readonly policyName?: string;
  /**
   * What findings are reported to, when the same stack makes it.
   * @default - it exists already
   */
  readonly findingsAfter?: readonly ITerraformDependable[];
}

/**
 * Masks sensitive data in what a log group takes in from now on, in queries as well as in what subscriptions forward: the archive holds
 * the masked text, and nobody gets the original back from there. In the group itself a role with `logs:Unmask` reads it.
 *
 * Costs 0.12 USD per GB that is searched (us-east-1, 2024-07), on top of ingestion.
 */
export class LogDataProtection extends Construct {
  /** The policy itself. */
  public readonly resource: CloudwatchLogDataProtectionPolicy;

  /** @throws ValidationError when CloudWatch Logs would refuse the policy, or the group reports to itself or is of another class */
  public constructor(scope: Construct, id: string, props: LogDataProtectionProps) {
    super(scope, id);
    const { logGroup, location, policyName = "data-protection" } = props;
    throwFaults(`data protection "${this.node.path}"`, [
      ...standardClassFaults("logGroup", logGroup, "data protection"),
      ...dataProtectionFaults("", props),
      ...selfFaults(props),
    ]);

    this.resource = new CloudwatchLogDataProtectionPolicy(this, "Resource", {
      logGroupName: logGroup.logGroupName,
      policyDocument: dataProtectionDocument(policyName, props, location.partition),
      dependsOn: withinStack(this, [logGroup.dependable, ...(props.findingsAfter ?? [])]),
    });
  }
}

function selfFaults({ logGroup, findings }: LogDataProtectionProps): Fault[] {
  if (findings?.logGroupName === undefined || findings.logGroupName !== logGroup.logGroupName) {
    return [];
  }
  return [
    {
      path: "findings.logGroupName",
      problem: "is the group that is masked, so its reports would be searched again",
      got: findings.logGroupName,
      fix: "report to a group of its own",
    },
  ];
}
