import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import type { Ipv6Blocks } from "./ipv6-blocks";
import type { ZonePlan } from "./subnet-plan";

/** What `IntraSubnets` are made of. */
export interface IntraSubnetsProps {
  /** Beginning of every name. */
  readonly namePrefix: string;
  /** Region of the zones. */
  readonly location: AwsLocation;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** The zones' blocks. */
  readonly plans: readonly ZonePlan[];
  /**
   * IPv6 blocks of the VPC.
   * @default - the subnets have IPv4 only
   */
  readonly ipv6?: Ipv6Blocks;
}

/**
 * Defines a small subnet in each zone whose only routes are the VPC's own and the one to S3: for the control plane's network
 * interfaces, which then never compete with pods for addresses. No tag invites load balancers or nodes. They cost nothing.
 */
export class IntraSubnets extends Construct {
  /** Ids of the subnets in the order of the zones. */
  public readonly subnetIds: readonly string[];
  /** The routes that all of them share. */
  public readonly routeTable: RouteTable;

  public constructor(scope: Construct, id: string, props: IntraSubnetsProps) {
    super(scope, id);
    const { namePrefix, location, vpcId, ipv6 } = props;
    this.routeTable = new RouteTable(this, "Routes", { vpcId, tags: { Name: `${namePrefix}-intra` } });
    this.subnetIds = props.plans.map((plan) => {
      const zone = plan.zone.toUpperCase();
      const subnet = new Subnet(this, `Zone${zone}`, {
        vpcId,
        availabilityZone: `${location.region}${plan.zone}`,
        cidrBlock: plan.intraCidr,
        ipv6CidrBlock: ipv6?.block(plan.ipv6.intraBlock),
        tags: { Name: `${namePrefix}-intra-${plan.zone}` },
      });
      new RouteTableAssociation(this, `Zone${zone}Association`, { subnetId: subnet.id, routeTableId: this.routeTable.id });
      return subnet.id;
    });
  }
}
