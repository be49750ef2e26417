import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { flowLogFaults } from "./flow-log-faults";
import { DEFAULT_FLOW_LOG_FIELDS, type FlowLogField, flowLogFormat } from "./flow-log-fields";

/** What `FlowLogs` are made of. */
export interface FlowLogsProps {
  /** Beginning of every name. */
  readonly namePrefix: string;
  /** Account and region. */
  readonly location: AwsLocation;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Where records go. It exists before the first one, so that its retention holds. */
  readonly logGroup: ILogGroupRef;
  /**
   * Which traffic is recorded. `reject` keeps only what security groups and network ACLs refused: a fraction of the volume, and no
   * answer to who talked to whom. Changing it replaces the flow log; records that exist stay in the group.
   * @default "all"
   */
  readonly trafficType?: "all" | "accept" | "reject";
  /**
   * Longest time that one record sums up, in seconds. 60 gives more records, up to ten times as many; nodes on Nitro instances
   * record every minute in any case. Changing it replaces the flow log; records that exist stay in the group.
   * @default 600
   */
  readonly aggregationSeconds?: 60 | 600;
  /**
   * What a record holds, in this order. Changing it replaces the flow log; records that exist stay in the group as they are.
   * @default - AWS's default fields and what names pods, zones, directions and AWS services (`DEFAULT_FLOW_LOG_FIELDS`)
   */
  readonly fields?: readonly FlowLogField[];
}

/**
 * Defines flow logs of a VPC into a CloudWatch log group, one record a flow and interval. How long records are kept is the
 * group's affair. Vended logs cost 0.50 USD per GB (us-east-1, 2026); with the default fields a record has about 210 bytes,
 * nearly twice as many as in AWS's own format.
 *
 * CloudWatch Logs Insights knows the fields of AWS's own format by name; in a query of these records `parse @message` names them.
 */
export class FlowLogs extends Construct {
  /** The flow log itself. */
  public readonly resource: FlowLog;

  /** @throws ValidationError when AWS knows no such traffic type, interval or field */
  public constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    throwFaults(`flow logs "${this.node.path}"`, flowLogFaults(props));

    const { namePrefix, location, logGroup } = props;
    const role = new ServiceRole(this, "Role", {
      roleName: flowLogRoleName(namePrefix, location),
      description: "VPC flow logs write into their log group",
      assumedBy: ["vpc-flow-logs.amazonaws.com"],
      assumeConditions: {
        StringEquals: { "aws:SourceAccount": location.account },
        ArnLike: { "aws:SourceArn": arnIn(location, "ec2", "vpc-flow-log/*") },
      },
      statements: [
        { sid: "Find", actions: ["logs:DescribeLogGroups"], resources: [arnIn(location, "logs", "log-group:*")] },
        {
          sid: "Write",
          // No CreateLogGroup: a group that we don't own would never expire.
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: [logGroup.logGroupArn, `${logGroup.logGroupArn}:log-stream:*`],
        },
      ],
    });
    this.resource = new FlowLog(this, "Resource", {
      vpcId: props.vpcId,
      trafficType: (props.trafficType ?? "all").toUpperCase(),
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.logGroupArn,
      logFormat: flowLogFormat(props.fields ?? DEFAULT_FLOW_LOG_FIELDS),
      iamRoleArn: role.roleArn,
      maxAggregationInterval: props.aggregationSeconds ?? 600,
      tags: { Name: `${namePrefix}-flow-logs` },
      dependsOn: withinStack(this, [...role.policies, logGroup.dependable]),
    });
  }
}

/** Name of the role that writes the records. */
export function flowLogRoleName(namePrefix: string, { region }: AwsLocation): string {
  return `${namePrefix}-flow-logs-${region}`;
}
