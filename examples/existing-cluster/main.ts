import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { OtelCollector } from "eks-observability/addons";
import { EksCluster } from "eks-observability/eks";
import { EksHelmProvider } from "eks-observability/helm";
import { PrometheusWorkspace } from "eks-observability/metrics";

/** A cluster and a workspace that exist already get a collector: applications send OTLP, metrics go to AMP and traces to X-Ray. */
export class CollectorStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const location = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
    new AwsProvider(this, "Aws", { region: location.region });

    const cluster = EksCluster.fromAttributes({
      clusterName: "shop",
      clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
      clusterEndpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
      clusterCertificateAuthorityData: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
    });
    const workspace = PrometheusWorkspace.fromAttributes({ workspaceId: "ws-1234abcd-0000-4000-8000-000000000000", location });

    new EksHelmProvider(this, "Helm", { cluster, region: location.region });
    new OtelCollector(this, "Collector", {
      cluster,
      region: location.region,
      roleName: "shop-opentelemetry-collector",
      namespace: "observability",
      createNamespace: true,
      workspace,
    });
  }
}

if (require.main === module) {
  const app = new App();
  new CollectorStack(app, "shop-collector");
  app.synth();
}
