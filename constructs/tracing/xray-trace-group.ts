import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import { NAME_LIMITS } from "../core/physical-name";
import { throwFaults } from "../core/validation";
import { xrayNameFaults } from "./xray-name-faults";

/** What an `XrayTraceGroup` is made of. */
export interface XrayTraceGroupProps {
  /** Name of the group, at most 32 letters, digits, `-` and `_`; not `Default`. Changing it replaces the group. */
  readonly groupName: string;
  /** Which traces belong to the group, in X-Ray's filter language: `annotation.cluster = "production"`. A literal. */
  readonly filterExpression: string;
  /**
   * Whether X-Ray looks for anomalies in the group's traces; costs 1 USD per million traces analysed (us-east-1).
   * @default false
   */
  readonly insights?: boolean;
}

/** Defines an X-Ray group: a named filter over traces, with metrics of its own in CloudWatch. */
export class XrayTraceGroup extends Construct {
  /** The group itself. */
  public readonly resource: XrayGroup;

  /** @throws ValidationError when X-Ray refuses the name */
  public constructor(scope: Construct, id: string, props: XrayTraceGroupProps) {
    super(scope, id);
    throwFaults(`X-Ray group "${this.node.path}"`, xrayNameFaults("groupName", props.groupName, NAME_LIMITS.xrayGroup));

    this.resource = new XrayGroup(this, "Resource", {
      groupName: props.groupName,
      filterExpression: literal(props.filterExpression),
      insightsConfiguration: { insightsEnabled: props.insights ?? false, notificationsEnabled: false },
    });
  }
}
