/** A VPC that exists somewhere. Values may be tokens; lists are in the order of the zones. */
export interface INetworkRef {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Subnets that load balancers face the internet in, one a zone; empty in a VPC that has none. */
  readonly publicSubnetIds: readonly string[];
  /** Subnets that nodes, pods and interface endpoints live in, one a zone. */
  readonly privateSubnetIds: readonly string[];
  /** Small subnets without a route out, for the control plane's network interfaces, one a zone; empty when there are none. */
  readonly intraSubnetIds: readonly string[];
}
