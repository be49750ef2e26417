/** A VPC that exists somewhere. Values may be tokens; lists are in the order of the zones. */
export interface INetworkRef {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Subnets that load balancers face the internet in, one a zone. */
  readonly publicSubnetIds: readonly string[];
  /** Subnets that nodes and interface endpoints live in, one a zone. */
  readonly privateSubnetIds: readonly string[];
}
