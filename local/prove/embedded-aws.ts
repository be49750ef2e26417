import { AthenaClient } from "@aws-sdk/client-athena";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { GlueClient } from "@aws-sdk/client-glue";
import { S3Client } from "@aws-sdk/client-s3";
import { REGION } from "../terraform/terraform-environment";

/** AWS's own clients, speaking to the embedded AWS. */
export interface EmbeddedAws {
  readonly athena: AthenaClient;
  readonly firehose: FirehoseClient;
  readonly glue: GlueClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
}

/** Clients for the embedded AWS at an address. */
export function embeddedAws(endpoint: string): EmbeddedAws {
  // The clients would print an advertisement of newer Nodes into the progress.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const common = { endpoint, region: REGION, credentials: { accessKeyId: "local", secretAccessKey: "local" }, maxAttempts: 2 };
  return {
    athena: new AthenaClient(common),
    firehose: new FirehoseClient(common),
    glue: new GlueClient(common),
    logs: new CloudWatchLogsClient(common),
    s3: new S3Client({ ...common, forcePathStyle: true }),
  };
}

/** Closes the kept connections, which would hold the process open. */
export function closeClients(aws: EmbeddedAws): void {
  Object.values(aws).forEach((client: { destroy(): void }) => client.destroy());
}
