import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { Duration, Retention } from "eks-observability/core";
import { EncryptionKey, logsKeyService } from "eks-observability/iam";
import { LogArchive, logArchiveErrorGroupName, logArchiveKeyServices, RetainedLogGroup } from "eks-observability/logs";

/** Another team's stack: one log group, kept for a month in CloudWatch and for five years in an archive that Athena queries. */
export class PaymentsLogsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const location = { account: "111122223333", region: "eu-central-1", partition: "aws" } as const;
    new AwsProvider(this, "Aws", { region: location.region });

    const key = new EncryptionKey(this, "Key", {
      alias: "payments-logs",
      description: "Logs of payments",
      location,
      services: [logsKeyService(location, "/payments/"), ...logArchiveKeyServices(location, "payments")],
    });
    const retention = Retention.days(30);
    const payments = new RetainedLogGroup(this, "Payments", { logGroupName: "/payments/api", retention, key });
    const errorLogGroup = new RetainedLogGroup(this, "ArchiveErrors", {
      logGroupName: logArchiveErrorGroupName("payments"),
      retention,
      key,
    });

    const archive = new LogArchive(this, "Archive", {
      namePrefix: "payments",
      location,
      key,
      errorLogGroup,
      keep: Duration.days(1827),
      lock: "governance",
      // A folder of its own: a query on the API's logs reads nothing else.
      folders: { api: {} },
      inventory: "weekly",
    });
    archive.subscribe(payments, { folder: "api" });
    archive.grants.query({ roleName: "payments-analyst", roleArn: "arn:aws:iam::111122223333:role/payments-analyst" });

    // Other accounts of the company send the logs of their groups here, with LogSubscription and this destination.
    const destination = archive.acceptFrom({ accounts: ["444455556666"] });
    new TerraformOutput(this, "LogDestinationArn", { value: destination.destinationArn });
  }
}

if (require.main === module) {
  const app = new App();
  new PaymentsLogsStack(app, "payments-logs");
  app.synth();
}
