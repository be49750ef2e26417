import type { Ipv4Cidr } from "../core/ipv4-cidr";

/** The blocks of one zone. */
export interface ZonePlan {
  /** Zone letter. */
  readonly zone: string;
  /** Block for nodes, pods and endpoints: an eighth of the VPC. */
  readonly privateCidr: string;
  /** Block for load balancers and NAT gateways: a sixty-fourth of the VPC. */
  readonly publicCidr: string;
}

/**
 * Divides a VPC among two to four zones. Eighths 0 to 3 are the zones' private subnets, eighth 4 holds the public ones; eighths
 * 5 to 7 stay free, for intra subnets and for growth. A zone's blocks depend on its place in the list only, so adding a zone at
 * the end moves nothing.
 */
export function planSubnets(vpc: Ipv4Cidr, zones: readonly string[]): ZonePlan[] {
  return zones.map((zone, index) => ({
    zone,
    privateCidr: vpc.subnet(3, index).toString(),
    publicCidr: vpc.subnet(3, 4).subnet(3, index).toString(),
  }));
}
