import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { ZonePlan } from "./subnet-plan";

/** What the subnets of one zone are made of. */
export interface ZoneSubnetsProps {
  /** Beginning of every name. */
  readonly namePrefix: string;
  /** Name of the EKS cluster, for the tags that controllers look for. */
  readonly clusterName: string;
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

  public constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { namePrefix, clusterName, plan, availabilityZone, vpcId } = props;
    const shared = { vpcId, availabilityZone };

    this.publicSubnet = new Subnet(this, "Public", {
      ...shared,
      cidrBlock: plan.publicCidr,
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
      tags: {
        Name: `${namePrefix}-private-${plan.zone}`,
        "kubernetes.io/role/internal-elb": "1",
        "karpenter.sh/discovery": clusterName,
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

    this.natGateway =
      props.nat === "own"
        ? this.ownNatGateway(namePrefix, plan.zone, props.internetRoute)
        : props.nat === "none"
          ? undefined
          : props.nat;
    if (this.natGateway) {
      new Route(this, "NatRoute", {
        routeTableId: this.privateRouteTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: this.natGateway.id,
      });
    }
  }

  private ownNatGateway(namePrefix: string, zone: string, internetRoute: Route): NatGateway {
    const tags = { Name: `${namePrefix}-nat-${zone}` };
    const address = new Eip(this, "NatAddress", { domain: "vpc", tags });
    return new NatGateway(this, "NatGateway", {
      subnetId: this.publicSubnet.id,
      allocationId: address.allocationId,
      tags,
      dependsOn: [internetRoute],
    });
  }
}
