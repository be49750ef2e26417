import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { Ipv4Cidr } from "../core/ipv4-cidr";
import { throwFaults } from "../core/validation";
import { FlowLogs } from "./flow-logs";
import { IntraSubnets } from "./intra-subnets";
import { Ipv6Blocks } from "./ipv6-blocks";
import { attributeFaults } from "./network-attribute-faults";
import { networkFaults } from "./network-faults";
import type { NetworkAttributes, NetworkProps } from "./network-props";
import type { INetworkRef } from "./network-ref";
import { planSubnets } from "./subnet-plan";
import { VpcEndpoints } from "./vpc-endpoints";
import { ZoneSubnets } from "./zone-subnets";

/**
 * Defines a VPC over two to four zones with public, private and, where wanted, intra subnets, NAT as chosen, endpoints for the AWS
 * services that an observed private cluster talks to, flow logs, and a default security group that admits nothing. Network ACLs
 * stay as AWS makes them, open: security groups decide.
 */
export class Network extends Construct implements INetworkRef {
  /**
   * A VPC that exists already.
   *
   * @throws ValidationError when an id has not the form of one, or the lists speak of different numbers of zones
   */
  public static fromAttributes(attributes: NetworkAttributes): INetworkRef {
    throwFaults(`network "${attributes.vpcId}"`, attributeFaults(attributes));
    const { vpcId, publicSubnetIds = [], privateSubnetIds, intraSubnetIds = [] } = attributes;
    return { vpcId, publicSubnetIds, privateSubnetIds, intraSubnetIds };
  }

  /** The VPC itself. */
  public readonly resource: Vpc;
  /** Id of the VPC. */
  public readonly vpcId: string;
  /** Public subnets in the order of the zones. */
  public readonly publicSubnetIds: readonly string[];
  /** Private subnets in the order of the zones. */
  public readonly privateSubnetIds: readonly string[];
  /** Intra subnets in the order of the zones; empty when there are none. */
  public readonly intraSubnetIds: readonly string[];
  /** Public addresses that traffic of private subnets leaves with over IPv4, for other people's allow lists; empty without NAT. */
  public readonly natPublicIps: readonly string[];

  /** @throws ValidationError when the block, the zones or another choice is none that AWS accepts */
  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    throwFaults(`network "${this.node.path}"`, networkFaults(props));

    const { namePrefix, location } = props;
    this.resource = new Vpc(this, "Resource", {
      cidrBlock: props.cidr,
      assignGeneratedIpv6CidrBlock: props.ipv6 ? true : undefined,
      enableDnsSupport: true,
      // Private endpoints answer under the services' own names only with this.
      enableDnsHostnames: true,
      tags: { Name: namePrefix },
    });
    this.vpcId = this.resource.id;
    // Adopts the group that AWS makes with every VPC, and empties it.
    new DefaultSecurityGroup(this, "DefaultSecurityGroup", { vpcId: this.vpcId, tags: { Name: `${namePrefix}-default-unused` } });

    const plans = planSubnets(Ipv4Cidr.parse(props.cidr)!, props.zones);
    const ipv6 = props.ipv6 ? new Ipv6Blocks(this.resource) : undefined;
    const zones = this.addZones(props, plans, ipv6);
    const intra = props.intraSubnets
      ? new IntraSubnets(this, "Intra", { namePrefix, location, vpcId: this.vpcId, plans, ipv6 })
      : undefined;
    this.publicSubnetIds = zones.map((zone) => zone.publicSubnet.id);
    this.privateSubnetIds = zones.map((zone) => zone.privateSubnet.id);
    this.intraSubnetIds = intra?.subnetIds ?? [];
    this.natPublicIps = zones.flatMap((zone) => zone.natPublicIp ?? []);

    new VpcEndpoints(this, "Endpoints", {
      namePrefix,
      location,
      vpcId: this.vpcId,
      vpcCidr: props.cidr,
      subnetIds: this.privateSubnetIds,
      routeTableIds: [...zones.map((zone) => zone.privateRouteTable.id), ...(intra ? [intra.routeTable.id] : [])],
      services: props.interfaceEndpoints,
      trustedAccountIds: props.trustedAccountIds,
    });
    new FlowLogs(this, "FlowLogs", {
      namePrefix,
      location,
      vpcId: this.vpcId,
      logGroup: props.flowLogGroup,
      trafficType: props.flowLogTrafficType,
      aggregationSeconds: props.flowLogAggregationSeconds,
      fields: props.flowLogFields,
    });
  }

  private addZones(props: NetworkProps, plans: ReturnType<typeof planSubnets>, ipv6: Ipv6Blocks | undefined): ZoneSubnets[] {
    const { namePrefix, location, natGateways = "one-per-zone" } = props;
    const { table, internetRoute } = this.publicRoutes(namePrefix, ipv6 !== undefined);
    const egressOnlyGatewayId = ipv6 && natGateways !== "none" ? this.egressOnlyGatewayId(namePrefix) : undefined;
    const zones: ZoneSubnets[] = [];
    for (const plan of plans) {
      const ownNat = natGateways === "one-per-zone" || (natGateways === "single" && zones.length === 0);
      zones.push(
        new ZoneSubnets(this, `Zone${plan.zone.toUpperCase()}`, {
          namePrefix,
          clusterName: props.clusterName,
          plan,
          availabilityZone: `${location.region}${plan.zone}`,
          vpcId: this.vpcId,
          publicRouteTableId: table.id,
          internetRoute,
          nat: ownNat ? "own" : (zones[0]?.natGateway ?? "none"),
          ipv6,
          egressOnlyGatewayId,
        }),
      );
    }
    return zones;
  }

  private publicRoutes(namePrefix: string, ipv6: boolean): { readonly table: RouteTable; readonly internetRoute: Route } {
    const gateway = new InternetGateway(this, "InternetGateway", { vpcId: this.vpcId, tags: { Name: namePrefix } });
    const table = new RouteTable(this, "PublicRoutes", { vpcId: this.vpcId, tags: { Name: `${namePrefix}-public` } });
    const way = { routeTableId: table.id, gatewayId: gateway.id };
    const internetRoute = new Route(this, "InternetRoute", { ...way, destinationCidrBlock: "0.0.0.0/0" });
    if (ipv6) {
      new Route(this, "InternetIpv6Route", { ...way, destinationIpv6CidrBlock: "::/0" });
    }
    return { table, internetRoute };
  }

  private egressOnlyGatewayId(namePrefix: string): string {
    return new EgressOnlyInternetGateway(this, "EgressOnlyGateway", { vpcId: this.vpcId, tags: { Name: namePrefix } }).id;
  }
}
