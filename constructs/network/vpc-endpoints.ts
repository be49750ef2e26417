import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { INTERFACE_ENDPOINTS, type InterfaceEndpointService } from "../core/interface-endpoints";
import { throwFaults } from "../core/validation";
import { endpointFaults } from "./endpoint-faults";
import { endpointPolicy } from "./endpoint-policy";
import { endpointServiceName } from "./endpoint-service-name";

/** What `VpcEndpoints` are made of. */
export interface VpcEndpointsProps {
  /** Beginning of every name. */
  readonly namePrefix: string;
  /** Account of the VPC, and region of the services. */
  readonly location: AwsLocation;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Block whose addresses may talk to the endpoints. */
  readonly vpcCidr: string;
  /** Subnets that get an address of each endpoint: one a zone. */
  readonly subnetIds: readonly string[];
  /** Route tables that lead to S3 through the gateway endpoint, which costs nothing. */
  readonly routeTableIds: readonly string[];
  /**
   * Services with an interface endpoint, each 7.30 USD a month and zone and 0.01 USD a GB (us-east-1, 2024-07). AWS refuses a service
   * that the region or one of the zones does not offer. Adding or removing one leaves the others as they are.
   * @default - what an observed cluster talks to all the time (`INTERFACE_ENDPOINTS`)
   */
  readonly services?: readonly InterfaceEndpointService[];
  /**
   * Accounts beside the VPC's own whose identities may call through the endpoints, such as a central account in which collectors
   * assume a role to write their metrics. Changing it updates the endpoints' policies in place.
   * @default - none
   */
  readonly trustedAccountIds?: readonly string[];
}

/**
 * Defines the S3 gateway endpoint and the interface endpoints, with one security group that admits HTTPS from the VPC. Where data
 * could leave and AWS documents an endpoint policy, only identities of trusted accounts and AWS services may call
 * (`endpoint-policy.ts` says which, and why not the others).
 */
export class VpcEndpoints extends Construct {
  /** @throws ValidationError when a service or an account is not known, or named twice */
  public constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const { namePrefix, location, vpcId, services = INTERFACE_ENDPOINTS, trustedAccountIds = [] } = props;
    throwFaults(`VPC endpoints "${this.node.path}"`, endpointFaults("services", services, trustedAccountIds, location));

    new VpcEndpoint(this, "S3", {
      vpcId,
      serviceName: endpointServiceName(location, "s3"),
      vpcEndpointType: "Gateway",
      routeTableIds: [...props.routeTableIds],
      tags: { Name: `${namePrefix}-s3` },
    });
    if (services.length === 0) {
      return;
    }

    const group = this.securityGroup(namePrefix, vpcId, props.vpcCidr);
    for (const service of services) {
      new VpcEndpoint(this, pascalCase(service), {
        vpcId,
        serviceName: endpointServiceName(location, service),
        vpcEndpointType: "Interface",
        subnetIds: [...props.subnetIds],
        securityGroupIds: [group.id],
        privateDnsEnabled: true,
        policy: endpointPolicy(service, location, trustedAccountIds),
        tags: { Name: `${namePrefix}-${service.replace(".", "-")}` },
      });
    }
  }

  private securityGroup(namePrefix: string, vpcId: string, vpcCidr: string): SecurityGroup {
    const group = new SecurityGroup(this, "SecurityGroup", {
      name: `${namePrefix}-vpc-endpoints`,
      description: "HTTPS from the VPC to the AWS services behind interface endpoints",
      vpcId,
      tags: { Name: `${namePrefix}-vpc-endpoints` },
    });
    new VpcSecurityGroupIngressRule(this, "HttpsFromVpc", {
      securityGroupId: group.id,
      description: "HTTPS from addresses of the VPC",
      cidrIpv4: vpcCidr,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    return group;
  }
}

function pascalCase(service: string): string {
  return service.replace(/(^|[.-])([a-z0-9])/g, (_match, _separator, letter: string) => letter.toUpperCase());
}
