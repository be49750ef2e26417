import type { Ipv4Cidr } from "../core/ipv4-cidr";

/** The blocks of one zone. */
export interface ZonePlan {
  /** Zone letter. */
  readonly zone: string;
  /** Block for nodes, pods and interface endpoints: an eighth of the VPC. */
  readonly privateCidr: string;
  /** Block for load balancers and NAT gateways: a thirty-second of the VPC. */
  readonly publicCidr: string;
  /** Block for the control plane's network interfaces, whether or not it is used: a thirty-second of the VPC. */
  readonly intraCidr: string;
  /** Which of the 256 blocks of a /56 each subnet takes, should the VPC have IPv6. */
  readonly ipv6: { readonly privateBlock: number; readonly publicBlock: number; readonly intraBlock: number };
}

/**
 * Divides a VPC among two to four zones. Eighths 0 to 3 are the zones' private subnets, eighth 4 holds the public ones and eighth
 * 5 the intra ones, a quarter each; eighths 6 and 7 stay free for growth. A zone's blocks depend on its place in the list only, so
 * adding a zone at the end moves nothing, and neither does turning intra subnets or IPv6 on.
 *
 * | VPC | addresses | private, a zone | public, a zone | intra, a zone | free |
 * | --- | --------: | --------------: | -------------: | ------------: | ---: |
 * | /16 |    65,536 |     /19,  8,192 |     /21, 2,048 |    /21, 2,048 | 16,384 |
 * | /17 |    32,768 |     /20,  4,096 |     /22, 1,024 |    /22, 1,024 |  8,192 |
 * | /18 |    16,384 |     /21,  2,048 |     /23,   512 |    /23,   512 |  4,096 |
 * | /19 |     8,192 |     /22,  1,024 |     /24,   256 |    /24,   256 |  2,048 |
 * | /20 |     4,096 |     /23,    512 |     /25,   128 |    /25,   128 |  1,024 |
 * | /21 |     2,048 |     /24,    256 |     /26,    64 |    /26,    64 |    512 |
 * | /22 |     1,024 |     /25,    128 |     /27,    32 |    /27,    32 |    256 |
 *
 * AWS keeps five addresses of each subnet for itself. The smallest blocks are what AWS asks for: an Application Load Balancer
 * wants a /27 with eight free addresses, EKS recommends sixteen free ones for the control plane's interfaces. With the VPC CNI
 * every pod takes a private address, so a zone of a /22 carries about a hundred pods.
 *
 * @see Elastic Load Balancing user guide, subnets for your load balancer; EKS user guide, subnet requirements (read 2026-11)
 */
export function planSubnets(vpc: Ipv4Cidr, zones: readonly string[]): ZonePlan[] {
  return zones.map((zone, index) => ({
    zone,
    privateCidr: vpc.subnet(3, index).toString(),
    publicCidr: vpc.subnet(3, 4).subnet(2, index).toString(),
    intraCidr: vpc.subnet(3, 5).subnet(2, index).toString(),
    // Sixteen numbers for each kind of subnet, so that the kind can be read from the address: ...00, ...10, ...20.
    ipv6: { privateBlock: index, publicBlock: 0x10 + index, intraBlock: 0x20 + index },
  }));
}
