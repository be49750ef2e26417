import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { Ipv4Cidr } from "../core/ipv4-cidr";
import { type Fault, throwFaults } from "../core/validation";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { FlowLogs } from "./flow-logs";
import type { INetworkRef } from "./network-ref";
import { planSubnets } from "./subnet-plan";
import { VpcEndpoints } from "./vpc-endpoints";
import { ZoneSubnets } from "./zone-subnets";

/** What a `Network` is made of. */
export interface NetworkProps {
  /** Beginning of every name, such as `obs-production`. */
  readonly namePrefix: string;
  /** Account and region. */
  readonly location: AwsLocation;
  /** An IPv4 block from /16 to /22. Changing it replaces the VPC and everything in it. */
  readonly cidr: string;
  /** Two to four zone letters. Adding one at the end moves nothing. */
  readonly zones: readonly string[];
  /**
   * How private subnets reach the internet. A NAT gateway costs about 33 USD a month and 0.045 USD a GB (us-east-1, 2024-07).
   * @default "one-per-zone"
   */
  readonly natGateways?: "none" | "single" | "one-per-zone";
  /** Name of the EKS cluster whose load balancers and nodes use the subnets; goes into the tags that controllers look for. */
  readonly clusterName: string;
  /** Where flow logs go. */
  readonly flowLogGroup: ILogGroupRef;
}

/**
 * Defines a VPC over two to four zones with public and private subnets, NAT as chosen, endpoints for the AWS services that an
 * observed private cluster talks to, flow logs, and a default security group that admits nothing.
 */
export class Network extends Construct implements INetworkRef {
  /** A VPC that exists already. */
  public static fromAttributes(attributes: INetworkRef): INetworkRef {
    return attributes;
  }

  /** The VPC itself. */
  public readonly resource: Vpc;
  /** Id of the VPC. */
  public readonly vpcId: string;
  /** Public subnets in the order of the zones. */
  public readonly publicSubnetIds: readonly string[];
  /** Private subnets in the order of the zones. */
  public readonly privateSubnetIds: readonly string[];

  /** @throws ValidationError when the block or the zones don't fit */
  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    throwFaults(`network "${this.node.path}"`, networkFaults(props));

    const { namePrefix, location, clusterName } = props;
    this.resource = new Vpc(this, "Resource", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      // Private endpoints answer under the services' own names only with this.
      enableDnsHostnames: true,
      tags: { Name: namePrefix },
    });
    this.vpcId = this.resource.id;
    // Adopts the group that AWS makes with every VPC, and empties it.
    new DefaultSecurityGroup(this, "DefaultSecurityGroup", { vpcId: this.vpcId, tags: { Name: `${namePrefix}-default-unused` } });

    const { table: publicRoutes, internetRoute } = this.publicRoutes(namePrefix);
    const natGateways = props.natGateways ?? "one-per-zone";
    const zones: ZoneSubnets[] = [];
    for (const plan of planSubnets(Ipv4Cidr.parse(props.cidr)!, props.zones)) {
      const ownNat = natGateways === "one-per-zone" || (natGateways === "single" && zones.length === 0);
      zones.push(
        new ZoneSubnets(this, `Zone${plan.zone.toUpperCase()}`, {
          namePrefix,
          clusterName,
          plan,
          availabilityZone: `${location.region}${plan.zone}`,
          vpcId: this.vpcId,
          publicRouteTableId: publicRoutes.id,
          internetRoute,
          nat: ownNat ? "own" : (zones[0]?.natGateway ?? "none"),
        }),
      );
    }
    this.publicSubnetIds = zones.map((zone) => zone.publicSubnet.id);
    this.privateSubnetIds = zones.map((zone) => zone.privateSubnet.id);

    new VpcEndpoints(this, "Endpoints", {
      namePrefix,
      location,
      vpcId: this.vpcId,
      vpcCidr: props.cidr,
      subnetIds: this.privateSubnetIds,
      routeTableIds: zones.map((zone) => zone.privateRouteTable.id),
    });
    new FlowLogs(this, "FlowLogs", { namePrefix, location, vpcId: this.vpcId, logGroup: props.flowLogGroup });
  }

  private publicRoutes(namePrefix: string): { readonly table: RouteTable; readonly internetRoute: Route } {
    const gateway = new InternetGateway(this, "InternetGateway", { vpcId: this.vpcId, tags: { Name: namePrefix } });
    const table = new RouteTable(this, "PublicRoutes", { vpcId: this.vpcId, tags: { Name: `${namePrefix}-public` } });
    const internetRoute = new Route(this, "InternetRoute", {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    return { table, internetRoute };
  }
}

function networkFaults({ cidr, zones }: NetworkProps): Fault[] {
  const faults: Fault[] = [];
  const block = Ipv4Cidr.parse(cidr);
  if (!block || block.prefixLength < 16 || block.prefixLength > 22) {
    faults.push({
      path: "cidr",
      problem: "is no block that the subnets fit into",
      got: cidr,
      allowed: "an IPv4 block from /16 to /22, written with its first address",
      fix: "choose a block such as 10.40.0.0/16",
    });
  }
  if (zones.length < 2 || zones.length > 4 || new Set(zones).size !== zones.length) {
    faults.push({
      path: "zones",
      problem: "must be two to four different zones",
      got: zones,
      allowed: "2 to 4 different letters",
      fix: "name two zones at least: EKS wants subnets in two",
    });
  }
  return faults;
}
