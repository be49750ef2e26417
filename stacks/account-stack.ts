import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { EncryptionKey } from "../constructs/iam/encryption-key";
import { DevOpsGuru, devOpsGuruPrincipal } from "../constructs/insights/devops-guru";
import { LogAccountPolicies } from "../constructs/logs/log-account-policies";
import { RetentionSafetyNet } from "../constructs/logs/retention-safety-net";
import { AlertTopic, alertTopicKeyServices } from "../constructs/metrics/alert-topic";
import { XraySampling } from "../constructs/tracing/xray-sampling";
import { XrayTracing } from "../constructs/tracing/xray-tracing";
import { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";

/** Defines what exists once in an account and region, for the environment that owns it. Made only when it owns something. */
export class AccountStack extends EnvironmentStack {
  public constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    super(scope, id, props);
    if (this.environment.accountWide.ebsEncryptionByDefault) {
      new EbsEncryptionByDefault(this, "EbsEncryptionByDefault", { enabled: true });
    }
    const { indexedLogFields, logRetention } = this.environment.accountWide;
    if (indexedLogFields) {
      const { namePrefix: policyNamePrefix, location } = this.environment;
      new LogAccountPolicies(this, "LogPolicies", { policyNamePrefix, location, indexedFields: indexedLogFields });
    }
    const { devOpsGuru } = this.environment.accountWide;
    if (logRetention || devOpsGuru) {
      const topic = this.ticketTopic(devOpsGuru === undefined ? [] : [devOpsGuruPrincipal(this.environment.location)]);
      if (logRetention) {
        const { namePrefix, location } = this.environment;
        new RetentionSafetyNet(this, "LogRetention", { namePrefix, location, ...logRetention, failureTopic: topic });
      }
      if (devOpsGuru) {
        this.addDevOpsGuru(devOpsGuru.collect, topic);
      }
    }
    if (this.environment.accountWide.xraySampling) {
      const { samplePercent } = this.environment.accountWide.xraySampling;
      new XraySampling(this, "Sampling", { samplingRuleName: this.environment.namePrefix, fixedRate: samplePercent / 100 });
    }
    const { transactionSearch, xrayEncryption } = this.environment.accountWide;
    if (transactionSearch ?? xrayEncryption) {
      this.addXrayTracing(transactionSearch?.indexPercent, xrayEncryption !== undefined);
    }
  }

  private addXrayTracing(indexPercent: number | undefined, ownKey: boolean): void {
    const { namePrefix, location } = this.environment;
    const tracing = new XrayTracing(this, "Xray", {
      location,
      // X-Ray uses the key with the rights of whoever configures it and of whoever reads.
      encryptionKey: ownKey
        ? new EncryptionKey(this, "XrayKey", {
            alias: `${namePrefix}-xray`,
            description: `Traces in account ${location.account} in ${location.region}`,
            location,
          })
        : undefined,
      transactionSearch: indexPercent === undefined ? undefined : { policyName: `${namePrefix}-spans`, indexPercent },
    });
    if (tracing.transactionSearchCommands.length > 0) {
      new TerraformOutput(this, "TransactionSearchCommands", { value: tracing.transactionSearchCommands }).overrideLogicalId(
        "transaction_search_commands",
      );
    }
  }

  /** Its own, because the stack of metrics is made later, or not for the same account. */
  private ticketTopic(additionalPublishers: readonly string[]): AlertTopic {
    const { namePrefix, location, alerts } = this.environment;
    const key = new EncryptionKey(this, "Key", {
      alias: `${namePrefix}-account`,
      description: `Messages about account ${location.account} in ${location.region}`,
      location,
      services: alertTopicKeyServices(location, additionalPublishers),
    });
    return new AlertTopic(this, "InsightTopic", {
      topicName: `${namePrefix}-insights`,
      location,
      key,
      additionalPublishers,
      emails: alerts.ticketEmails,
    });
  }

  private addDevOpsGuru(collect: "account" | "tagged", topic: AlertTopic): void {
    const { project, name } = this.environment;
    new DevOpsGuru(this, "DevOpsGuru", {
      collect,
      topicArn: topic.topicArn,
      // The service adds a statement to the topic's policy; ours must not come second.
      channelAfter: [topic.policy],
      ...(collect === "tagged" ? { tagKey: `devops-guru-${project}`, tagValues: [name] } : {}),
    });
  }
}
