import type { Construct } from "constructs";
import { EncryptionKey, logsKeyService } from "../constructs/iam/encryption-key";
import { RetainedLogGroup } from "../constructs/logs/retained-log-group";
import { Network } from "../constructs/network/network";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** Defines the VPC of an environment and its flow logs. */
export class NetworkStack extends EnvironmentStack {
  /** The VPC. */
  public readonly network: Network;

  public constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    super(scope, id, props);
    const { namePrefix, location, network, cluster } = this.environment;
    const logGroupName = `/${namePrefix}/vpc-flow-logs`;

    const key = new EncryptionKey(this, "Key", {
      alias: `${namePrefix}-network`,
      description: `Flow logs of ${namePrefix}`,
      location,
      services: [logsKeyService(location, logGroupName)],
    });
    const flowLogGroup = new RetainedLogGroup(this, "FlowLogGroup", { logGroupName, retention: network.flowLogRetention, key });
    this.network = new Network(this, "Network", {
      namePrefix,
      location,
      cidr: network.cidr,
      zones: network.zones,
      natGateways: network.natGateways,
      clusterName: cluster.name,
      flowLogGroup,
      intraSubnets: network.intraSubnets,
      interfaceEndpoints: network.interfaceEndpoints,
    });
    this.tell("vpc_id", "Id of the VPC", this.network.vpcId);
    this.tell("private_subnet_ids", "Subnets of nodes and pods, in the order of the zones", this.network.privateSubnetIds);
  }
}
