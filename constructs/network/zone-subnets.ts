import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { Ipv6Blocks } from "./ipv6-blocks";
import type { ZonePlan } from "./subnet-plan";

/** What the subnets of one zone are made of. */
export interface ZoneSubnetsProps {
  /** Beginning of every name. */
  readonly namePrefix: string;
  /**
   * Name of the EKS cluster whose Karpenter puts nodes into the private subnet.
   * @default - no tag for Karpenter
   */
  readonly clusterName?: string;
  /** The zone's blocks. */
  readonly plan: ZonePlan;
  /** Full name of the zone, such as `eu-central-1a`. */
  readonly availabilityZone: string;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** The route table that all public subnets share. */
  readonly publicRouteTableId: string;
  /** The way of the public subnets to the internet: a NAT gateway that is made before it fails now and then. */
  readonly internetRoute: Route;
  /** `own` makes a NAT gateway in this zone; a gateway of another zone is shared; `none` leaves the subnet without a way out. */
  readonly nat: NatGateway | "own" | "none";
  /**
   * IPv6 blocks of the VPC.
   * @default - the subnets have IPv4 only
   */
  readonly ipv6?: Ipv6Blocks;
  /**
   * Id of the gateway that lets IPv6 out of the private subnet, and nothing in.
   * @default - none
   */
  readonly egressOnlyGatewayId?: string;
}

/** Defines the public and the private subnet of one zone, their routes and, where wanted, a NAT gateway. */
export class ZoneSubnets extends Construct {
  /** Subnet for load balancers and the NAT gateway. */
  public readonly publicSubnet: Subnet;
  /** Subnet for nodes, pods and endpoints. */
  public readonly privateSubnet: Subnet;
  /** Routes of the private subnet. */
  public readonly privateRouteTable: RouteTable;
  /** The NAT gateway that the private subnet uses; undefined when there is none. */
  public readonly natGateway: NatGateway | undefined;
  /** Public address of the zone's own NAT gateway; undefined when it has none. */
  public readonly natPublicIp: string | undefined;

  public constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { namePrefix, clusterName, plan, availabilityZone, vpcId } = props;
    const shared = { vpcId, availabilityZone };

    this.publicSubnet = new Subnet(this, "Public", {
      ...shared,
      cidrBlock: plan.publicCidr,
      ipv6CidrBlock: props.ipv6?.block(plan.ipv6.publicBlock),
      // Load balancers get their addresses by themselves; nothing else belongs here.
      mapPublicIpOnLaunch: false,
      tags: { Name: `${namePrefix}-public-${plan.zone}`, "kubernetes.io/role/elb": "1" },
    });
    new RouteTableAssociation(this, "PublicAssociation", {
      subnetId: this.publicSubnet.id,
      routeTableId: props.publicRouteTableId,
    });

    this.privateSubnet = new Subnet(this, "Private", {
      ...shared,
      cidrBlock: plan.privateCidr,
      ipv6CidrBlock: props.ipv6?.block(plan.ipv6.privateBlock),
      // EKS refuses nodes of an IPv6 cluster in a subnet without it.
      assignIpv6AddressOnCreation: props.ipv6 === undefined ? undefined : true,
      tags: {
        Name: `${namePrefix}-private-${plan.zone}`,
        "kubernetes.io/role/internal-elb": "1",
        ...(clusterName === undefined ? {} : { "karpenter.sh/discovery": clusterName }),
      },
    });
    this.privateRouteTable = new RouteTable(this, "PrivateRoutes", {
      vpcId,
      tags: { Name: `${namePrefix}-private-${plan.zone}` },
    });
    new RouteTableAssociation(this, "PrivateAssociation", {
      subnetId: this.privateSubnet.id,
      routeTableId: this.privateRouteTable.id,
    });

    const own = props.nat === "own" ? this.ownNatGateway(`${namePrefix}-nat-${plan.zone}`, props.internetRoute) : undefined;
    this.natPublicIp = own?.address.publicIp;
    this.natGateway = own?.gateway ?? (typeof props.nat === "string" ? undefined : props.nat);
    this.addWaysOut(props.egressOnlyGatewayId);
  }

  private ownNatGateway(name: string, internetRoute: Route): { address: Eip; gateway: NatGateway } {
    const tags = { Name: name };
    const address = new Eip(this, "NatAddress", { domain: "vpc", tags });
    const gateway = new NatGateway(this, "NatGateway", {
      subnetId: this.publicSubnet.id,
      allocationId: address.allocationId,
      tags,
      dependsOn: [internetRoute],
    });
    return { address, gateway };
  }

  private addWaysOut(egressOnlyGatewayId: string | undefined): void {
    if (this.natGateway) {
      new Route(this, "NatRoute", {
        routeTableId: this.privateRouteTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: this.natGateway.id,
      });
    }
    if (egressOnlyGatewayId !== undefined) {
      new Route(this, "Ipv6Route", {
        routeTableId: this.privateRouteTable.id,
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId,
      });
    }
  }
}
