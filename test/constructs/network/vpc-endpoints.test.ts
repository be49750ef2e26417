import { describe, expect, it } from "vitest";
import {
  INTERFACE_ENDPOINTS,
  INTERFACE_ENDPOINT_SERVICES,
  type InterfaceEndpointService,
} from "../../../constructs/core/interface-endpoints";
import { VpcEndpoints, type VpcEndpointsProps } from "../../../constructs/network/vpc-endpoints";
import { location } from "../../support/sample-references";
import {
  inventoryOf,
  onlyResourceOf,
  type ResourceBlock,
  resourcesOf,
  synthesise,
  type SynthesisedStack,
} from "../../support/synth";

const synthesiseEndpoints = (props: Partial<VpcEndpointsProps> = {}) =>
  synthesise((scope) => {
    new VpcEndpoints(scope, "Endpoints", {
      namePrefix: "obs-test",
      location,
      vpcId: "vpc-0a1b2c3d",
      vpcCidr: "10.40.0.0/16",
      subnetIds: ["subnet-0000000a", "subnet-0000000b"],
      routeTableIds: ["rtb-0000000a", "rtb-0000000b"],
      ...props,
    });
  });
const endpoints = (json: SynthesisedStack, kind: "Gateway" | "Interface"): ResourceBlock[] =>
  resourcesOf(json, "aws_vpc_endpoint").filter((endpoint) => endpoint.vpc_endpoint_type === kind);
const serviceNames = (json: SynthesisedStack) => endpoints(json, "Interface").map((endpoint) => endpoint.service_name as string);
const endpointOf = (json: SynthesisedStack, service: InterfaceEndpointService) =>
  resourcesOf(json, "aws_vpc_endpoint").find(({ service_name }) => service_name === `com.amazonaws.eu-central-1.${service}`)!;

describe("VpcEndpoints", () => {
  it("makes, unless told otherwise, what an observed private cluster talks to", () => {
    expect(serviceNames(synthesiseEndpoints()).sort()).toEqual(
      ["aps-workspaces", "ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "kms", "logs", "monitoring", "sts", "xray"].map(
        (service) => `com.amazonaws.eu-central-1.${service}`,
      ),
    );
  });

  it("makes exactly the endpoints that are asked for", () => {
    const json = synthesiseEndpoints({ services: ["sqs", "kinesis-firehose"] });
    expect(serviceNames(json).sort()).toEqual(["com.amazonaws.eu-central-1.kinesis-firehose", "com.amazonaws.eu-central-1.sqs"]);
  });

  it("knows every service once, and can make all endpoints at once", () => {
    expect(new Set(INTERFACE_ENDPOINT_SERVICES).size).toBe(INTERFACE_ENDPOINT_SERVICES.length);
    const json = synthesiseEndpoints({ services: INTERFACE_ENDPOINT_SERVICES });
    expect(serviceNames(json)).toHaveLength(INTERFACE_ENDPOINT_SERVICES.length);
    // The quota of interface endpoints a VPC.
    expect(INTERFACE_ENDPOINT_SERVICES.length).toBeLessThanOrEqual(50);
  });

  it("leads to S3 through a gateway in every route table, under AWS's own policy: layers and packages come from AWS's buckets", () => {
    const [s3, ...others] = endpoints(synthesiseEndpoints(), "Gateway");
    expect(others).toEqual([]);
    expect(s3).toMatchObject({
      service_name: "com.amazonaws.eu-central-1.s3",
      route_table_ids: ["rtb-0000000a", "rtb-0000000b"],
    });
    expect(s3!.policy).toBeUndefined();
  });

  it("needs no security group when there is no interface endpoint", () => {
    expect(inventoryOf(synthesiseEndpoints({ services: [] }))).toEqual({ aws_vpc_endpoint: 1 });
  });

  it("admits only HTTPS from the VPC to the endpoints, which answer under the services' own names in every zone", () => {
    const json = synthesiseEndpoints();
    expect(onlyResourceOf(json, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      cidr_ipv4: "10.40.0.0/16",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
    for (const endpoint of endpoints(json, "Interface")) {
      expect(endpoint).toMatchObject({
        private_dns_enabled: true,
        subnet_ids: ["subnet-0000000a", "subnet-0000000b"],
        security_group_ids: [expect.stringContaining("aws_security_group")],
      });
    }
  });

  it("uses the names of China there, for the services that have one", () => {
    const json = synthesiseEndpoints({ location: { ...location, region: "cn-north-1", partition: "aws-cn" } });
    expect(serviceNames(json)).toContain("cn.com.amazonaws.cn-north-1.sts");
    expect(serviceNames(json)).toContain("com.amazonaws.cn-north-1.logs");
    expect(endpoints(json, "Gateway")[0]!.service_name).toBe("com.amazonaws.cn-north-1.s3");
  });

  it("adds an endpoint without touching the others", () => {
    const before = synthesiseEndpoints().resource!.aws_vpc_endpoint!;
    const after = synthesiseEndpoints({ services: ["sqs", ...INTERFACE_ENDPOINTS] }).resource!.aws_vpc_endpoint!;
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
  });
});

describe("the policies of endpoints", () => {
  const statementsOf = (props: Partial<VpcEndpointsProps>, service: InterfaceEndpointService) =>
    JSON.parse(endpointOf(synthesiseEndpoints(props), service).policy as string).Statement as Record<string, any>[];

  it.each<InterfaceEndpointService>(["logs", "monitoring", "xray", "aps-workspaces", "kms"])(
    "admits identities of the own account, and AWS services, to %s",
    (service) => {
      const [identities, services, ...others] = statementsOf({}, service);
      expect(others).toEqual([]);
      expect(identities).toMatchObject({
        Effect: "Allow",
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": ["111122223333"] } },
      });
      expect(services).toMatchObject({ Effect: "Allow", Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } });
    },
  );

  it("admits the accounts that are trusted as well", () => {
    const [identities] = statementsOf({ trustedAccountIds: ["444455556666"] }, "aps-workspaces");
    expect(identities!.Condition.StringEquals["aws:PrincipalAccount"]).toEqual(["111122223333", "444455556666"]);
  });

  it.each<InterfaceEndpointService>(["ecr.api", "ecr.dkr", "sts", "eks-auth", "eks", "ec2", "autoscaling", "ssm"])(
    "leaves %s open, without which nodes don't join and pods don't start",
    (service) => {
      expect(endpointOf(synthesiseEndpoints({ services: [service] }), service).policy).toBeUndefined();
    },
  );
});

it.each<[Partial<VpcEndpointsProps>, RegExp]>([
  [
    { services: ["s4" as "sts"] },
    /services holds values that are not known; got \["s4"\]; allowed: ecr\.api, .*elasticfilesystem/,
  ],
  [{ services: ["sts", "sts"] }, /services names the same thing twice; got \["sts"\]/],
  [
    { trustedAccountIds: ["4444"] },
    /trustedAccountIds holds what is no account; got \["4444"\]; allowed: account ids of twelve digits/,
  ],
  [{ trustedAccountIds: ["111122223333"] }, /trustedAccountIds names the network's own account.*got "111122223333"/],
  [
    { trustedAccountIds: ["444455556666", "444455556666"] },
    /trustedAccountIds names the same thing twice; got \["444455556666"\]/,
  ],
])("rejects %j", (props, message) => {
  expect(() => synthesiseEndpoints(props)).toThrow(message);
});
