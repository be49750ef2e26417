import { literal } from "../core/literal";

/**
 * Fields that a record of a flow log can hold.
 *
 * @see VPC user guide, flow log records, available fields: versions 2 to 5 (read 2026-11)
 */
export const FLOW_LOG_FIELDS = [
  "version",
  "account-id",
  "interface-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "log-status",
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tcp-flags",
  "type",
  "pkt-srcaddr",
  "pkt-dstaddr",
  "region",
  "az-id",
  "sublocation-type",
  "sublocation-id",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
  "flow-direction",
  "traffic-path",
] as const;

/** A field that a record of a flow log can hold. */
export type FlowLogField = (typeof FLOW_LOG_FIELDS)[number];

/** What is the same in every record of one VPC, or empty outside of Outposts, Local Zones and Wavelength. */
const CONSTANT: readonly FlowLogField[] = ["vpc-id", "region", "sublocation-type", "sublocation-id"];

/**
 * What records hold unless a network says otherwise: AWS's default fields in their order, then those that a cluster needs. The
 * default fields alone name the node for every pod on it (`srcaddr` is always the interface's first address); `pkt-srcaddr` and
 * `pkt-dstaddr` name the pod. `az-id` tells traffic between zones, which is paid for; `flow-direction` and `traffic-path` tell
 * which way out it took; the two services tell what goes to AWS through NAT and might take an endpoint.
 */
export const DEFAULT_FLOW_LOG_FIELDS: readonly FlowLogField[] = FLOW_LOG_FIELDS.filter((field) => !CONSTANT.includes(field));

/** The format of records as AWS takes it, `${version} ${account-id} ...`, escaped for Terraform. */
export function flowLogFormat(fields: readonly FlowLogField[]): string {
  return fields.map((field) => literal(`\${${field}}`)).join(" ");
}
