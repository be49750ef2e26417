import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { Construct } from "constructs";
import { alarmDescription } from "../core/alarm-limits";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { Duration } from "../core/duration";
import { type NameLimit, nameFaults } from "../core/physical-name";
import { logGroupPrefixFaults, safetyNetRetentionFaults } from "../core/retention-safety-net-faults";
import type { Retention } from "../core/retention";
import { type Fault, throwFaults, wholeNumberFaults } from "../core/validation";
import { ServiceRole } from "../iam/service-role";
import type { IAlertTopicRef } from "../metrics/alert-topic-ref";
import { retentionDefinition } from "./retention-safety-net-definition";

/** @see EventBridge PutRule: Name, 64 characters; IAM CreateRole: RoleName, 64 characters (read 2026-11) */
const NAME: NameLimit = { kind: "EventBridge rule and IAM roles", maxCharacters: 64, pattern: /^[A-Za-z0-9._-]+$/ };

/** What a `RetentionSafetyNet` is made of. */
export interface RetentionSafetyNetProps {
  /** First part of all names, such as `obs-production`; `-log-retention` follows. Changing it replaces everything. */
  readonly namePrefix: string;
  /** Account and region of the groups. */
  readonly location: AwsLocation;
  /**
   * How the names of the groups begin that are looked after, 1 to 20 beginnings of at least 4 characters: `/aws/lambda/obs-`, `aws/spans`.
   * A group below them that has no retention on purpose loses its old events.
   */
  readonly logGroupNamePrefixes: readonly string[];
  /** The retention that groups without one get; not forever. A later change holds for groups to come only. */
  readonly retention: Retention;
  /**
   * How often it looks, whole hours from 1 to 168. A group may be without a retention for as long.
   * @default Duration.days(1)
   */
  readonly every?: Duration;
  /**
   * Hears of failed runs. Costs 0.10 USD a month.
   * @default - nobody is told
   */
  readonly failureTopic?: IAlertTopicRef;
}

/**
 * Gives log groups that services make by themselves a retention, once a day: a rule starts a state machine, which asks CloudWatch Logs for
 * the groups and sets what is missing. There is no Lambda function, and a retention that exists is never changed.
 *
 * It stands in for CloudWatch's own retention policy of an account (kind RETENTION_POLICY, since 2026-10-30), which Terraform's AWS
 * provider refuses in 5.100.0 and no release is known to take (2026-11).
 *
 * Costs about 0.03 USD for each 400 groups and run (two transitions of Step Functions a group, 0.025 USD per 1,000, us-east-1, beyond 4,000
 * free ones a month).
 */
export class RetentionSafetyNet extends Construct {
  /** The state machine. */
  public readonly stateMachine: SfnStateMachine;
  /** The rule that starts it. */
  public readonly rule: CloudwatchEventRule;
  /** Tells of failed runs; undefined when nobody is told. */
  public readonly failureAlarm: CloudwatchMetricAlarm | undefined;

  /** @throws ValidationError when a name is too long, a prefix would take in nearly everything, or the retention is none */
  public constructor(scope: Construct, id: string, props: RetentionSafetyNetProps) {
    super(scope, id);
    throwFaults(`retention safety net "${this.node.path}"`, safetyNetFaults(props));

    const { location, logGroupNamePrefixes, retention, every = Duration.days(1), failureTopic } = props;
    const { machine, machineRole, startRole } = namesOf(props);
    const role = this.machineRole(machineRole, props);
    this.stateMachine = new SfnStateMachine(this, "StateMachine", {
      name: machine,
      definition: JSON.stringify(retentionDefinition(logGroupNamePrefixes, retention.inDays, location.partition, role.roleArn)),
      roleArn: role.roleArn,
      type: "STANDARD",
      dependsOn: [...role.policies],
    });
    const hours = every.toSeconds() / 3600;
    this.rule = new CloudwatchEventRule(this, "Rule", {
      name: machine,
      description: "Looks for log groups without a retention",
      scheduleExpression: `rate(${hours} ${hours === 1 ? "hour" : "hours"})`,
    });
    const start = this.startRole(startRole, machine, location);
    new CloudwatchEventTarget(this, "Target", {
      rule: this.rule.name,
      targetId: "state-machine",
      arn: this.stateMachine.arn,
      roleArn: start.roleArn,
      dependsOn: [...start.policies],
    });
    this.failureAlarm = failureTopic && this.createFailureAlarm(machine, failureTopic);
  }

  private machineRole(roleName: string, { location, logGroupNamePrefixes }: RetentionSafetyNetProps): ServiceRole {
    return new ServiceRole(this, "MachineRole", {
      roleName,
      description: "Step Functions: gives log groups without a retention one",
      assumedBy: ["states.amazonaws.com"],
      assumeConditions: { StringEquals: { "aws:SourceAccount": location.account } },
      statements: [
        { sid: "Find", actions: ["logs:DescribeLogGroups"], resources: [arnIn(location, "logs", "log-group:*")] },
        {
          sid: "SetRetention",
          actions: ["logs:PutRetentionPolicy"],
          resources: logGroupNamePrefixes.map((prefix) => arnIn(location, "logs", `log-group:${prefix}*`)),
        },
      ],
    });
  }

  private startRole(roleName: string, machine: string, location: AwsLocation): ServiceRole {
    return new ServiceRole(this, "StartRole", {
      roleName,
      description: "EventBridge: starts the state machine that looks for log groups without a retention",
      assumedBy: ["events.amazonaws.com"],
      assumeConditions: { StringEquals: { "aws:SourceAccount": location.account } },
      statements: [
        { sid: "Start", actions: ["states:StartExecution"], resources: [arnIn(location, "states", `stateMachine:${machine}`)] },
      ],
    });
  }

  private createFailureAlarm(machine: string, { topicArn }: IAlertTopicRef): CloudwatchMetricAlarm {
    return new CloudwatchMetricAlarm(this, "FailureAlarm", {
      alarmName: `${machine}-failed`,
      alarmDescription: alarmDescription("Log groups without a retention could not be given one.", "ticket", undefined),
      namespace: "AWS/States",
      metricName: "ExecutionsFailed",
      dimensions: { StateMachineArn: this.stateMachine.arn },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
  }
}

function namesOf({ namePrefix, location }: RetentionSafetyNetProps) {
  const machine = `${namePrefix}-log-retention`;
  return { machine, machineRole: `${machine}-${location.region}`, startRole: `${machine}-start-${location.region}` };
}

function safetyNetFaults(props: RetentionSafetyNetProps): Fault[] {
  const { retention, logGroupNamePrefixes: prefixes, every } = props;
  return [
    ...nameFaults("namePrefix", namesOf(props).startRole, NAME),
    ...safetyNetRetentionFaults("retention", retention),
    ...logGroupPrefixFaults("logGroupNamePrefixes", prefixes),
    ...wholeNumberFaults("every", every && every.toSeconds() / 3600, 1, 168, "hours"),
  ];
}
