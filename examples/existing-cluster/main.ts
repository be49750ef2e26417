import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { FluentBit, OtelCollector } from "eks-observability/addons";
import { Retention } from "eks-observability/core";
import { AccessEntry, EksAddon, EksCluster, ManagedNodeGroup } from "eks-observability/eks";
import { EksHelmProvider } from "eks-observability/helm";
import { EncryptionKey, logsKeyService } from "eks-observability/iam";
import { containerInsightsGroupName, type ContainerInsightsStream, RetainedLogGroup } from "eks-observability/logs";
import { PrometheusWorkspace } from "eks-observability/metrics";
import { Network } from "eks-observability/network";

const location = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
const { region } = location;

/** What exists already, by its attributes: nothing is looked up, so that a plan needs no access to it. */
const cluster = EksCluster.fromAttributes({
  clusterName: "shop",
  clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
  clusterEndpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
  clusterCertificateAuthorityData: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
  version: "1.34",
});
const network = Network.fromAttributes({
  vpcId: "vpc-0a1b2c3d4e5f60718",
  privateSubnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
});
const workspace = PrometheusWorkspace.fromAttributes({ workspaceId: "ws-1234abcd-0000-4000-8000-000000000000", location });

/**
 * A cluster, a VPC and a workspace that exist already get nodes for the collectors, logs in CloudWatch, and a collector: applications
 * send OTLP, metrics go to AMP and traces to X-Ray.
 */
export class ObservedClusterStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region });
    new EksHelmProvider(this, "Helm", { cluster, region });

    const identity = new EksAddon(this, "PodIdentity", { cluster, addonName: "eks-pod-identity-agent" });
    new ManagedNodeGroup(this, "Nodes", {
      cluster,
      nodeGroupName: "observability",
      namePrefix: "shop",
      location,
      subnetIds: network.privateSubnetIds,
      instanceTypes: ["m7g.large"],
      architecture: "arm64",
      minSize: 2,
      maxSize: 3,
    });
    new AccessEntry(this, "OnCall", {
      cluster,
      location,
      principalArn: "arn:aws:iam::111122223333:role/on-call",
      policies: [{ policy: "AmazonEKSViewPolicy", namespaces: ["observability"] }],
    });

    const key = new EncryptionKey(this, "Key", {
      alias: "shop-logs",
      description: "Logs of the cluster shop",
      location,
      services: [logsKeyService(location, containerInsightsGroupName("shop", ""))],
    });
    const logGroup = (constructId: string, stream: ContainerInsightsStream) =>
      new RetainedLogGroup(this, constructId, {
        logGroupName: containerInsightsGroupName("shop", stream),
        retention: Retention.days(30),
        key,
      });
    const inNamespace = { cluster, region, namespace: "observability", createNamespace: true, dependsOn: [identity.resource] };
    new FluentBit(this, "FluentBit", {
      ...inNamespace,
      roleName: "shop-fluent-bit",
      logGroups: {
        application: logGroup("ApplicationLogs", "application"),
        dataplane: logGroup("DataplaneLogs", "dataplane"),
        host: logGroup("HostLogs", "host"),
      },
    });
    new OtelCollector(this, "Collector", {
      ...inNamespace,
      roleName: "shop-opentelemetry-collector",
      destinations: [{ kind: "amp", workspace }, { kind: "xray" }],
    });
  }
}

if (require.main === module) {
  const app = new App();
  new ObservedClusterStack(app, "shop-observability");
  app.synth();
}
