import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Duration } from "eks-observability/core";
import { EncryptionKey } from "eks-observability/iam";
import { PrometheusWorkspace, RuleGroups } from "eks-observability/metrics";

/** Another team's stack: a workspace that their own Prometheus writes to, with one alert of their own. */
export class PaymentsMetricsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const location = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
    new AwsProvider(this, "Aws", { region: location.region });

    const key = new EncryptionKey(this, "Key", { alias: "payments-metrics", description: "Metrics of payments", location });
    const workspace = new PrometheusWorkspace(this, "Workspace", { alias: "payments", key, keep: Duration.days(90) });
    workspace.grants.remoteWrite({
      roleName: "payments-prometheus",
      roleArn: "arn:aws:iam::111122223333:role/payments-prometheus",
    });

    new RuleGroups(this, "Rules", {
      namespaceName: "payments",
      workspace,
      groups: [
        {
          name: "payments",
          interval: Duration.seconds(60),
          rules: [
            {
              alert: "PaymentsRefused",
              expr: 'sum by (cluster) (rate(payments_total{result="refused"}[5m])) / sum by (cluster) (rate(payments_total[5m])) > 0.05',
              for: Duration.minutes(10),
              severity: "page",
              owner: "payments",
              summary: "{{ $value | humanizePercentage }} of the payments in {{ $labels.cluster }} are refused.",
              description: "More than 5 % of the payments have been refused for 10 minutes.",
            },
          ],
        },
      ],
    });
  }
}

if (require.main === module) {
  const app = new App();
  new PaymentsMetricsStack(app, "payments-metrics");
  app.synth();
}
