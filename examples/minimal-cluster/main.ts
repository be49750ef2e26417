import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Retention } from "eks-observability/core";
import { controlPlaneLogGroupName, EksCluster } from "eks-observability/eks";
import { ebsKeyService, EncryptionKey, logsKeyService } from "eks-observability/iam";
import { RetainedLogGroup } from "eks-observability/logs";
import { Network } from "eks-observability/network";

/** The least that a cluster needs around it: a network, a key, log groups that expire, add-ons, nodes, and somebody who may use it. */
export class MinimalClusterStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const location = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
    const namePrefix = "shop";
    new AwsProvider(this, "Aws", { region: location.region, allowedAccountIds: [location.account] });

    const groupNames = { flowLogs: "/shop/flow-logs", controlPlane: controlPlaneLogGroupName("shop") };
    const key = new EncryptionKey(this, "Key", {
      alias: "shop-cluster",
      description: "Secrets, volumes and logs of the cluster shop",
      location,
      services: [logsKeyService(location, ...Object.values(groupNames)), ebsKeyService(location)],
    });
    const retention = Retention.days(30);
    const network = new Network(this, "Network", {
      namePrefix,
      location,
      cidr: "10.60.0.0/16",
      zones: ["a", "b"],
      natGateways: "single",
      interfaceEndpoints: [],
      clusterName: "shop",
      flowLogGroup: new RetainedLogGroup(this, "FlowLogs", { logGroupName: groupNames.flowLogs, retention, key }),
    });

    const cluster = new EksCluster(this, "Cluster", {
      clusterName: "shop",
      location,
      version: "1.35",
      subnetIds: network.privateSubnetIds,
      key,
      controlPlaneLogGroup: new RetainedLogGroup(this, "ControlPlaneLogs", {
        logGroupName: groupNames.controlPlane,
        retention,
        key,
      }),
      publicAccessCidrs: ["203.0.113.0/24"],
    });
    cluster.addDefaultAddons({ namePrefix, location });
    cluster.addNodeGroup("Nodes", {
      nodeGroupName: "general",
      namePrefix,
      location,
      subnetIds: network.privateSubnetIds,
      instanceTypes: ["m7g.large", "m6g.large"],
      architecture: "arm64",
      minSize: 2,
      maxSize: 4,
      key,
    });
    cluster.addAccessEntry("Admins", {
      principalArn: "arn:aws:iam::111122223333:role/platform-admin",
      location,
      policies: [{ policy: "AmazonEKSClusterAdminPolicy" }],
    });
    new TerraformOutput(this, "Kubeconfig", { value: cluster.updateKubeconfigCommand });
  }
}

if (require.main === module) {
  const app = new App();
  new MinimalClusterStack(app, "shop-cluster");
  app.synth();
}
