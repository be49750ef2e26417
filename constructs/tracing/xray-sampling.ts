import { XraySamplingRule } from "@cdktf/provider-aws/lib/xray-sampling-rule";
import { Construct } from "constructs";
import type { NameLimit } from "../core/physical-name";
import { type Fault, throwFaults, wholeNumberFaults } from "../core/validation";
import { xrayNameFaults } from "./xray-name-faults";

/** @see X-Ray CreateSamplingRule: RuleName, 32 characters (read 2026-11) */
const SAMPLING_RULE_NAME: NameLimit = { kind: "X-Ray sampling rule", maxCharacters: 32, pattern: /^[a-zA-Z0-9_-]+$/ };

/** What an `XraySampling` is made of. */
export interface XraySamplingProps {
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
}

/**
 * Defines an X-Ray sampling rule: how many requests are traced. It holds for every service of the account and region that fetches
 * X-Ray's rules (the X-Ray and ADOT SDKs); OpenTelemetry SDKs otherwise sample by their own settings, and what they send is taken.
 */
export class XraySampling extends Construct {
  /** The rule itself. */
  public readonly resource: XraySamplingRule;

  /** @throws ValidationError when X-Ray refuses the name, or a rate is out of range */
  public constructor(scope: Construct, id: string, props: XraySamplingProps) {
    super(scope, id);
    const { fixedRate = 0.05, reservoirPerSecond = 1, priority = 5000, serviceName = "*" } = props;
    throwFaults(`X-Ray sampling "${this.node.path}"`, [
      ...xrayNameFaults("samplingRuleName", props.samplingRuleName, SAMPLING_RULE_NAME),
      ...rateFaults(fixedRate),
      ...wholeNumberFaults("reservoirPerSecond", reservoirPerSecond, 0, 10_000, "requests a second"),
      ...wholeNumberFaults("priority", priority, 1, 9999, "places"),
      ...serviceFaults(serviceName),
    ]);

    this.resource = new XraySamplingRule(this, "Resource", {
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
