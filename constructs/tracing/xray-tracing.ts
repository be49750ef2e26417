import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group";
import { XraySamplingRule } from "@cdktf/provider-aws/lib/xray-sampling-rule";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import { NAME_LIMITS, type NameLimit, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults, wholeNumberFaults } from "../core/validation";

/** @see X-Ray CreateSamplingRule: RuleName, 32 characters (read 2026-11) */
const SAMPLING_RULE_NAME: NameLimit = { kind: "X-Ray sampling rule", maxCharacters: 32, pattern: /^[a-zA-Z0-9_-]+$/ };

/** What an `XrayTracing` is made of. */
export interface XrayTracingProps {
  /** Name of the group, at most 32 letters, digits, `-` and `_`; not `Default`. Changing it replaces the group. */
  readonly groupName: string;
  /** Which traces belong to the group, in X-Ray's filter language: `annotation.cluster = "production"`. A literal. */
  readonly filterExpression: string;
  /** Name of the sampling rule, at most 32 letters, digits, `-` and `_`; not `Default`. Changing it replaces the rule. */
  readonly samplingRuleName: string;
  /**
   * Share of the requests beyond the reservoir that are traced, 0 to 1. X-Ray costs 5 USD per million traces recorded (us-east-1).
   * @default 0.05
   */
  readonly fixedRate?: number;
  /**
   * Requests a second that are traced in any case, over all services that ask X-Ray for rules; so quiet services are seen as well.
   * @default 1
   */
  readonly reservoirPerSecond?: number;
  /**
   * Place among the account's rules, 1 (first) to 9999; X-Ray's own default rule comes last.
   * @default 5000
   */
  readonly priority?: number;
  /**
   * Service that the rule is for, at most 64 characters; `*` and `?` match any.
   * @default "*"
   */
  readonly serviceName?: string;
  /**
   * Whether X-Ray looks for anomalies in the group's traces; costs 1 USD per million traces analysed (us-east-1).
   * @default false
   */
  readonly insights?: boolean;
}

/**
 * Defines an X-Ray group and the rule that says how many requests are traced. The rule works for SDKs and collectors that fetch
 * X-Ray's rules; others sample by their own settings.
 */
export class XrayTracing extends Construct {
  /** The group: a named filter, with metrics of its own in CloudWatch. */
  public readonly group: XrayGroup;
  /** The sampling rule. */
  public readonly samplingRule: XraySamplingRule;

  /** @throws ValidationError when X-Ray refuses a name, or a rate is out of range */
  public constructor(scope: Construct, id: string, props: XrayTracingProps) {
    super(scope, id);
    const { fixedRate = 0.05, reservoirPerSecond = 1, priority = 5000, serviceName = "*" } = props;
    throwFaults(`X-Ray tracing "${this.node.path}"`, [
      ...xrayNameFaults("groupName", props.groupName, NAME_LIMITS.xrayGroup),
      ...xrayNameFaults("samplingRuleName", props.samplingRuleName, SAMPLING_RULE_NAME),
      ...rateFaults(fixedRate),
      ...wholeNumberFaults("reservoirPerSecond", reservoirPerSecond, 0, 10_000, "requests a second"),
      ...wholeNumberFaults("priority", priority, 1, 9999, "places"),
      ...serviceFaults(serviceName),
    ]);

    this.group = new XrayGroup(this, "Group", {
      groupName: props.groupName,
      filterExpression: literal(props.filterExpression),
      insightsConfiguration: { insightsEnabled: props.insights ?? false, notificationsEnabled: false },
    });
    this.samplingRule = new XraySamplingRule(this, "SamplingRule", {
      ruleName: props.samplingRuleName,
      fixedRate,
      reservoirSize: reservoirPerSecond,
      priority,
      serviceName,
      serviceType: "*",
      host: "*",
      httpMethod: "*",
      urlPath: "*",
      resourceArn: "*",
      version: 1,
    });
  }
}

function xrayNameFaults(path: string, name: string, limit: NameLimit): Fault[] {
  if (name === "Default") {
    return [{ path, problem: "is a name that X-Ray keeps for itself", got: name, fix: "choose another name" }];
  }
  return nameFaults(path, name, limit);
}

function rateFaults(fixedRate: number): Fault[] {
  if (fixedRate >= 0 && fixedRate <= 1) {
    return [];
  }
  return [
    {
      path: "fixedRate",
      problem: "is no share",
      got: fixedRate,
      allowed: "0 to 1",
      fix: "write five percent as 0.05",
    },
  ];
}

function serviceFaults(serviceName: string): Fault[] {
  if (serviceName.length >= 1 && serviceName.length <= 64) {
    return [];
  }
  return [
    {
      path: "serviceName",
      problem: "has a length that X-Ray refuses",
      got: serviceName,
      allowed: "1 to 64 characters",
      fix: "shorten it with * or ?",
    },
  ];
}
