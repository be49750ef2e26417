import type { AwsLocation } from "../core/aws-location";
import type { InterfaceEndpointService } from "../core/interface-endpoints";
import type { ILogGroupRef } from "../logs/log-group-ref";
import type { FlowLogField } from "./flow-log-fields";

/** What a `Network` is made of. */
export interface NetworkProps {
  /** Beginning of every name, such as `obs-production`. */
  readonly namePrefix: string;
  /** Account and region. */
  readonly location: AwsLocation;
  /** An IPv4 block from /16 to /22; `planSubnets` says how it is divided. Changing it replaces the VPC and everything in it. */
  readonly cidr: string;
  /**
   * Two to four zone letters. Adding one at the end moves nothing; another order replaces subnets. Each further zone costs a NAT
   * gateway and an address of every interface endpoint.
   */
  readonly zones: readonly string[];
  /**
   * How private subnets reach the internet. `single` shares the first zone's gateway: when that zone is lost, all lose their way
   * out, and traffic between zones costs 0.01 USD a GB each way. `none` leaves them without a way out, over IPv6 as well: what pods
   * and nodes call must have an endpoint, or a route that you add. A gateway costs about 33 USD a month and 0.045 USD a GB
   * (us-east-1, 2024-07). Changing it moves routes in place; open connections through a gateway that goes are cut.
   * @default "one-per-zone"
   */
  readonly natGateways?: "none" | "single" | "one-per-zone";
  /**
   * Whether each zone also has a small subnet without a way out, for the control plane's network interfaces. They cost nothing.
   * Turning them on changes nothing else.
   * @default false
   */
  readonly intraSubnets?: boolean;
  /**
   * Whether the VPC and its subnets also have IPv6 addresses, which Amazon chooses: what an EKS cluster of the IPv6 family needs.
   * Private subnets reach the internet through an egress-only gateway, which lets nothing in and costs nothing, unless
   * `natGateways` is `none`. Pods of such a cluster still reach IPv4 addresses, through their node's and NAT; DNS64 is not needed.
   * Turning it on changes everything in place. Turning it off fails in AWS, which wants the subnets' blocks back before the VPC's,
   * while Terraform changes the VPC first: a new network is the way back.
   * @default false
   * @see EKS user guide, IPv6 addresses to clusters, pods and services (read 2026-11)
   */
  readonly ipv6?: boolean;
  /**
   * AWS services that are reached through interface endpoints in the private subnets, each 7.30 USD a month and zone and 0.01 USD a
   * GB (us-east-1, 2024-07). S3 always has a gateway endpoint, which costs nothing. AWS refuses a service that the region or one
   * of the zones does not offer. With an empty list everything but S3 goes through NAT.
   * @default - what an observed cluster talks to all the time (`INTERFACE_ENDPOINTS`)
   */
  readonly interfaceEndpoints?: readonly InterfaceEndpointService[];
  /**
   * Accounts beside the network's own whose identities may call through the interface endpoints that admit trusted accounts only,
   * such as a central account in which collectors assume a role to write their metrics. Updates the endpoints in place.
   * @default - none
   */
  readonly trustedAccountIds?: readonly string[];
  /**
   * Name of the EKS cluster whose Karpenter may put nodes into the private subnets, for the tag that it looks for. The tags for
   * load balancers need no name. Changing it updates tags in place.
   * @default - no tag for Karpenter
   */
  readonly clusterName?: string;
  /** Where flow logs go; how long they are kept is the group's affair. */
  readonly flowLogGroup: ILogGroupRef;
  /**
   * Which traffic flow logs record. `reject` keeps only what security groups and network ACLs refused. Changing it replaces the
   * flow log; records that exist stay.
   * @default "all"
   */
  readonly flowLogTrafficType?: "all" | "accept" | "reject";
  /**
   * Longest time that one record of a flow log sums up, in seconds. 60 gives up to ten times as many records, each of which is
   * paid for. Changing it replaces the flow log; records that exist stay.
   * @default 600
   */
  readonly flowLogAggregationSeconds?: 60 | 600;
  /**
   * What a record of a flow log holds, in this order. Changing it replaces the flow log; records that exist stay as they are.
   * @default - AWS's default fields and what names pods, zones, directions and AWS services (`DEFAULT_FLOW_LOG_FIELDS`)
   */
  readonly flowLogFields?: readonly FlowLogField[];
}

/** A VPC that exists already. Ids may be tokens, and so may whole lists. */
export interface NetworkAttributes {
  /** Id of the VPC: `vpc-` and 8 or 17 hexadecimal digits. */
  readonly vpcId: string;
  /**
   * Subnets that load balancers face the internet in, one a zone in the order of `privateSubnetIds`. They carry the tag
   * `kubernetes.io/role/elb`, or the load balancer controller does not find them.
   * @default - none
   */
  readonly publicSubnetIds?: readonly string[];
  /**
   * Subnets that nodes and pods live in, one in each of at least two zones. They carry the tag `kubernetes.io/role/internal-elb`,
   * and `karpenter.sh/discovery` where Karpenter is used.
   */
  readonly privateSubnetIds: readonly string[];
  /**
   * Subnets for the control plane's network interfaces, one a zone in the order of `privateSubnetIds`.
   * @default - none
   */
  readonly intraSubnetIds?: readonly string[];
}
