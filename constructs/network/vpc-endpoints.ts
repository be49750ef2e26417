import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";

/**
 * Services that an observed private cluster talks to all the time, by the last part of their endpoint name: image layers and
 * manifests, identity, the EC2 API of the network add-on, logs, metrics, traces. An interface endpoint costs about 7.30 USD a month and zone (us-east-1, 2024-07).
 *
 * @see AWS PrivateLink, services that integrate (read 2026-11)
 */
export const INTERFACE_ENDPOINTS = [
  "ecr.api",
  "ecr.dkr",
  "sts",
  "eks-auth",
  "ec2",
  "logs",
  "monitoring",
  "xray",
  "aps-workspaces",
] as const;

/** What `VpcEndpoints` are made of. */
export interface VpcEndpointsProps {
  /** Beginning of every name. */
  readonly namePrefix: string;
  /** Region of the services. */
  readonly location: AwsLocation;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Block whose addresses may talk to the endpoints. */
  readonly vpcCidr: string;
  /** Subnets that get an address of each endpoint. */
  readonly subnetIds: readonly string[];
  /** Route tables that lead to S3 through the gateway endpoint, which costs nothing. */
  readonly routeTableIds: readonly string[];
}

/** Defines the S3 gateway endpoint and the interface endpoints, with one security group that admits HTTPS from the VPC. */
export class VpcEndpoints extends Construct {
  public constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const { namePrefix, location, vpcId } = props;

    new VpcEndpoint(this, "S3", {
      vpcId,
      serviceName: serviceName(location, "s3"),
      vpcEndpointType: "Gateway",
      routeTableIds: [...props.routeTableIds],
      tags: { Name: `${namePrefix}-s3` },
    });

    const group = new SecurityGroup(this, "SecurityGroup", {
      name: `${namePrefix}-vpc-endpoints`,
      description: "HTTPS from the VPC to the AWS services behind interface endpoints",
      vpcId,
      tags: { Name: `${namePrefix}-vpc-endpoints` },
    });
    new VpcSecurityGroupIngressRule(this, "HttpsFromVpc", {
      securityGroupId: group.id,
      description: "HTTPS from addresses of the VPC",
      cidrIpv4: props.vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    for (const service of INTERFACE_ENDPOINTS) {
      new VpcEndpoint(this, pascalCase(service), {
        vpcId,
        serviceName: serviceName(location, service),
        vpcEndpointType: "Interface",
        subnetIds: [...props.subnetIds],
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        tags: { Name: `${namePrefix}-${service.replace(".", "-")}` },
      });
    }
  }
}

/** China puts its own prefix before the names of most services. */
function serviceName({ region, partition }: AwsLocation, service: string): string {
  const prefix = partition === "aws-cn" && service !== "s3" ? "cn.com.amazonaws" : "com.amazonaws";
  return `${prefix}.${region}.${service}`;
}

function pascalCase(service: string): string {
  return service.replace(/(^|[.-])([a-z0-9])/g, (_match, _separator, letter: string) => letter.toUpperCase());
}
