import { Route } from "@cdktf/provider-aws/lib/route";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { Ipv4Cidr } from "../../../constructs/core/ipv4-cidr";
import { FlowLogs } from "../../../constructs/network/flow-logs";
import { IntraSubnets } from "../../../constructs/network/intra-subnets";
import { Ipv6Blocks } from "../../../constructs/network/ipv6-blocks";
import { Network } from "../../../constructs/network/network";
import type { NetworkAttributes } from "../../../constructs/network/network-props";
import { planSubnets } from "../../../constructs/network/subnet-plan";
import { VpcEndpoints } from "../../../constructs/network/vpc-endpoints";
import { ZoneSubnets } from "../../../constructs/network/zone-subnets";
import { location, logGroup } from "../../support/sample-references";
import { sampleOf } from "../sample";

const namePrefix = "obs-test";
const vpcId = "vpc-0123456789abcdef0";
const subnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
const otherSubnetIds = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"];
const plans = planSubnets(Ipv4Cidr.parse("10.0.0.0/16")!, ["a", "b"]);
const ipv6 = (scope: Construct) => new Ipv6Blocks(new Vpc(scope, "OtherVpc", { cidrBlock: "10.0.0.0/16" }));
const flowLogGroup = logGroup("/obs/flow-logs");
const trustedAccountIds = ["444455556666"];
const fields = ["srcaddr", "dstaddr"];

/** What `Network.fromAttributes` returns, written down so that it shows. */
class ExistingNetwork extends Construct {
  public constructor(scope: Construct, id: string, attributes: NetworkAttributes) {
    super(scope, id);
    new TerraformOutput(this, "Network", { value: { ...Network.fromAttributes(attributes) } });
  }
}

export const network = {
  FlowLogs: sampleOf(FlowLogs)({
    least: () => ({ namePrefix, location, vpcId, logGroup: flowLogGroup }),
    variants: { fields: { value: fields } },
  }),
  IntraSubnets: sampleOf(IntraSubnets)({
    least: () => ({ namePrefix, location, vpcId, plans }),
    variants: { ipv6: { make: ipv6 } },
  }),
  Network: sampleOf(Network)({
    least: () => ({ namePrefix, location, cidr: "10.0.0.0/16", zones: ["a", "b"], flowLogGroup }),
    variants: {
      interfaceEndpoints: [{ value: [] }, { value: ["sts"] }],
      trustedAccountIds: { value: trustedAccountIds },
      clusterName: { value: "test" },
      flowLogFields: { value: fields },
    },
  }),
  "Network.fromAttributes": sampleOf(ExistingNetwork)({
    least: () => ({ vpcId, privateSubnetIds: subnetIds }),
    variants: { publicSubnetIds: { value: otherSubnetIds }, intraSubnetIds: { value: otherSubnetIds } },
  }),
  VpcEndpoints: sampleOf(VpcEndpoints)({
    least: () => ({ namePrefix, location, vpcId, vpcCidr: "10.0.0.0/16", subnetIds, routeTableIds: ["rtb-0123456789abcdef0"] }),
    variants: { services: [{ value: [] }, { value: ["sts"] }], trustedAccountIds: { value: trustedAccountIds } },
  }),
  ZoneSubnets: sampleOf(ZoneSubnets)({
    least: (scope) => ({
      namePrefix,
      plan: plans[0]!,
      availabilityZone: "eu-central-1a",
      vpcId,
      publicRouteTableId: "rtb-0123456789abcdef0",
      internetRoute: new Route(scope, "InternetRoute", { routeTableId: "rtb-0123456789abcdef0" }),
      nat: "own",
    }),
    variants: {
      clusterName: { value: "test" },
      ipv6: { make: ipv6 },
      egressOnlyGatewayId: { value: "eigw-0123456789abcdef0" },
    },
  }),
};
