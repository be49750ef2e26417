import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { ServiceRole } from "../iam/service-role";
import type { ILogGroupRef } from "../logs/log-group-ref";

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
}

/**
 * Defines flow logs of all traffic of a VPC into a CloudWatch log group, one record a connection and ten minutes. Vended logs
 * cost 0.50 USD per GB (us-east-1, 2026).
 */
export class FlowLogs extends Construct {
  /** The flow log itself. */
  public readonly resource: FlowLog;

  public constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { namePrefix, location, logGroup } = props;
    const role = new ServiceRole(this, "Role", {
      roleName: `${namePrefix}-flow-logs-${location.region}`,
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
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.logGroupArn,
      iamRoleArn: role.roleArn,
      maxAggregationInterval: 600,
      tags: { Name: `${namePrefix}-flow-logs` },
      dependsOn: [...role.policies],
    });
  }
}
