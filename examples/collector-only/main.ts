import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { OtelCollector } from "eks-observability/addons";
import { EksCluster } from "eks-observability/eks";
import { EksHelmProvider } from "eks-observability/helm";
import { type CollectorDestination, CollectorConfig, gatewayDocument } from "eks-observability/tracing";

const region = "eu-central-1";
const namespace = "telemetry";

/** What exists already, by its attributes: nothing is looked up, so that a plan needs no access to it. */
const cluster = EksCluster.fromAttributes({
  clusterName: "shop",
  clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
  clusterEndpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
  clusterCertificateAuthorityData: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
});

/** X-Ray, and a backend outside AWS whose key stands in a Kubernetes Secret. */
const destinations: readonly CollectorDestination[] = [
  { kind: "xray" },
  {
    kind: "otlp",
    name: "grafana-cloud",
    endpoint: "https://otlp-gateway-prod-eu-west-2.grafana.net/otlp",
    header: { name: "Authorization", secretName: "grafana-cloud", secretKey: "authorization" },
  },
];

/** A collector for a cluster that somebody else runs: its default configuration, and calls of probes left out of the traces. */
export class CollectorOnlyStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region });
    new EksHelmProvider(this, "Helm", { cluster, region });

    const usual = gatewayDocument({ region, clusterName: cluster.clusterName, destinations });
    const traces = usual.service.pipelines.traces!;
    // Everything is checked once more: the filter's place, its name, and that the image has it.
    const config = new CollectorConfig({
      name: "shop",
      image: "contrib",
      role: "gateway",
      document: {
        ...usual,
        processors: {
          ...usual.processors,
          "filter/probes": { error_mode: "ignore", traces: { span: ['attributes["url.path"] == "/healthz"'] } },
        },
        service: {
          ...usual.service,
          pipelines: { ...usual.service.pipelines, traces: { ...traces, processors: [...traces.processors, "filter/probes"] } },
        },
      },
    });
    new OtelCollector(this, "Collector", {
      cluster,
      region,
      namespace,
      createNamespace: true,
      roleName: "shop-opentelemetry-collector",
      destinations,
      config,
      storageClassName: "gp3",
    });
  }
}

if (require.main === module) {
  const app = new App();
  new CollectorOnlyStack(app, "shop-collector");
  app.synth();
}
