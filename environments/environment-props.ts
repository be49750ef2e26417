import type { AlertReceiver } from "../constructs/core/alert-receivers";
import type { AlertMailServer, AlertRoutingOptions } from "../constructs/core/alert-routing";
import type { Duration } from "../constructs/core/duration";
import type { Retention } from "../constructs/core/retention";
import type { InterfaceEndpointService } from "../constructs/core/interface-endpoints";
import type { GrafanaVersion } from "../constructs/core/versions";
import type { LogSettings } from "./log-settings";
import type { TracingSettings } from "./tracing-settings";
import type { ClusterSettings } from "./cluster-settings";

/** The values that make an environment. Everything optional has a default that suits production. */
export interface EnvironmentProps {
  /** Lower-case letters, digits and hyphens, 2 to 20 characters, a letter first. Part of every stack id and physical name. */
  readonly name: string;
  /** AWS account id: twelve digits. */
  readonly account: string;
  /** AWS region code, such as `eu-central-1`. */
  readonly region: string;
  /**
   * First part of every physical name, 2 to 12 lower-case letters, digits and hyphens. Changing it replaces nearly everything.
   * @default "obs"
   */
  readonly project?: string;
  /** Where Terraform keeps the state: an S3 bucket with native locking (Terraform 1.11), or files below `.local/`. */
  readonly state: StateSettings;
  /**
   * `emulator` points the AWS provider at the emulator of `npm run local`.
   * @default "aws"
   */
  readonly target?: "aws" | "emulator";
  /**
   * `none` leaves every Helm, Kubernetes and Grafana element out, for a target that has no Kubernetes API behind its cluster.
   * @default "eks"
   */
  readonly kubernetes?: "eks" | "none";
  /**
   * Whether Terraform refuses to destroy what holds data: cluster, keys, archive, workspaces.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** The VPC. */
  readonly network: NetworkSettings;
  /** The EKS cluster and its nodes. */
  readonly cluster: ClusterSettings;
  /**
   * Log groups and the archive.
   * @default - 30 days in CloudWatch, 1,827 days (five years) in the archive
   */
  readonly logs?: LogSettings;
  /**
   * Amazon Managed Service for Prometheus.
   * @default - 150 days
   */
  readonly metrics?: MetricSettings;
  /**
   * Traces, and metrics and logs that applications send as OTLP.
   * @default - metrics to the AMP workspace, every trace to X-Ray
   */
  readonly tracing?: TracingSettings;
  /**
   * Who hears of alerts.
   * @default - topics without subscribers
   */
  readonly alerts?: AlertSettings;
  /**
   * Amazon Managed Grafana.
   * @default - IAM Identity Center, nobody is an admin yet
   */
  readonly grafana?: GrafanaSettings;
  /**
   * Settings that exist once in an account and region. Exactly one environment may own each.
   * @default - this environment owns none, and has no `account` stack
   */
  readonly accountWide?: AccountWideSettings;
  /**
   * Tags on every AWS resource, beside `Environment`, `Project` and `ManagedBy`.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Where Terraform keeps the state of an environment. */
export type StateSettings =
  | {
      readonly kind: "s3";
      /** Name of a bucket that exists, versioned and private (README, "Deploy to a real account"). */
      readonly bucket: string;
    }
  | { readonly kind: "local-files" };

/** The VPC of an environment. */
export interface NetworkSettings {
  /** An IPv4 block from /16 to /22 that no other environment of the organisation uses. Changing it replaces the VPC. */
  readonly cidr: string;
  /** Two to four zone letters of the region, such as `["a", "b", "c"]`. */
  readonly zones: readonly string[];
  /**
   * `none` (AWS is reached through endpoints only; refused where Helm releases pull images), `single` (one for all zones, 33 USD a month), `one-per-zone` (survives the
   * loss of a zone).
   * @default "one-per-zone"
   */
  readonly natGateways?: "none" | "single" | "one-per-zone";
  /**
   * How long VPC flow logs are kept in CloudWatch.
   * @default Retention.days(30)
   */
  readonly flowLogRetention?: Retention;
  /**
   * Whether each zone has a small subnet without a route out, which the control plane's network interfaces live in. They cost
   * nothing; turning them on or off later moves the interfaces in place.
   * @default true
   */
  readonly intraSubnets?: boolean;
  /**
   * AWS services that are reached through interface endpoints, by the last part of their name: about 7.30 USD a month, zone and
   * service (us-east-1, 2024-07). Without one the traffic goes through NAT.
   * @default - what an observed cluster talks to all the time (`INTERFACE_ENDPOINTS`)
   */
  readonly interfaceEndpoints?: readonly InterfaceEndpointService[];
}

/** Metrics of an environment. */
export interface MetricSettings {
  /**
   * How long samples are kept, in whole days, 1 to 1,095.
   * @default Duration.days(150)
   * @see Amazon Managed Service for Prometheus, UpdateWorkspaceConfiguration: retentionPeriodInDays (read 2026-11)
   */
  readonly keep?: Duration;
  /**
   * Who scrapes the cluster and writes to the workspace. `in-cluster-prometheus` has the most: Prometheus, Alertmanager and Grafana in
   * the cluster, and the alerts about them. `opentelemetry-collector` is one pod; `managed-scraper` runs in AWS, by the hour and by the
   * sample, and takes half an hour to create. Rules about what is not scraped are left out.
   * @default "in-cluster-prometheus"
   */
  readonly collector?: MetricCollector;
  /**
   * The most active series that the workspace takes, 1 to 50 million; samples of further ones are dropped. It caps the bill: 100,000
   * series scraped once a minute cost about 260 USD a month (us-east-1; `npm run metrics:cost` computes it for each environment).
   * @default - only the workspace's quota, 50 million
   */
  readonly maxActiveSeries?: number;
  /**
   * The most active series of single jobs, by the label `job`: one label without bounds then costs its own job's samples, not all.
   * @default - none
   */
  readonly maxSeriesByJob?: Readonly<Record<string, number>>;
}

/** The ways to collect metrics. */
export const METRIC_COLLECTORS = ["in-cluster-prometheus", "opentelemetry-collector", "managed-scraper"] as const;

/** A way to collect metrics. */
export type MetricCollector = (typeof METRIC_COLLECTORS)[number];

/** Which Alertmanager tells people. */
export const ALERT_SENDERS = ["workspace", "cluster", "both"] as const;

/** Which Alertmanager tells people. */
export type AlertSender = (typeof ALERT_SENDERS)[number];

/** Receivers of alerts, and how they are told. Teams, quiet hours and the like hold for whichever Alertmanager sends. */
export interface AlertSettings extends AlertRoutingOptions {
  /**
   * Who evaluates the alerts and tells people. `workspace`: AMP, which outlives the cluster and knows SNS and PagerDuty only.
   * `cluster`: the Alertmanager in the cluster, with all kinds of receivers, and silent once the cluster is gone. `both`: each alert is
   * told twice, and still once when one of the two is gone. The cluster's Alertmanager is there with `in-cluster-prometheus` only.
   * @default "workspace"
   */
  readonly sentBy?: AlertSender;
  /**
   * E-mail addresses that hear of alerts that can't wait. Each one has to confirm the subscription once.
   * @default - none
   */
  readonly pageEmails?: readonly string[];
  /**
   * E-mail addresses that hear of alerts that can wait till morning.
   * @default - none
   */
  readonly ticketEmails?: readonly string[];
  /**
   * Receivers of alerts that can't wait, besides the topic that `pageEmails` subscribe to.
   * @default - only the topic
   */
  readonly page?: readonly AlertReceiver[];
  /**
   * Receivers of alerts that can wait, besides the topic that `ticketEmails` subscribe to.
   * @default - only the topic
   */
  readonly ticket?: readonly AlertReceiver[];
  /**
   * Slack channels that show alerts through Amazon Q Developer in chat applications, without a secret. The workspace is connected once
   * in the console by a person.
   * @default - none
   */
  readonly slack?: SlackSettings;
  /**
   * The mail server of receivers of type `email`. Only where the cluster sends.
   * @default - none
   */
  readonly smtp?: AlertMailServer;
}

/** Slack channels of an environment. */
export interface SlackSettings {
  /** Id of the Slack workspace, such as `T012ABCDEFG`. */
  readonly teamId: string;
  /** Id of the channel that shows alerts that can't wait, such as `C012ABCDEFG`. */
  readonly pageChannelId: string;
  /**
   * Id of the channel that shows the others.
   * @default - the same channel
   */
  readonly ticketChannelId?: string;
}

/** Amazon Managed Grafana of an environment: 9 USD per active editor and month, 5 USD per viewer. */
export interface GrafanaSettings {
  /**
   * How people log in. Changing it needs a new login for everybody.
   * @default "identity-center"
   */
  readonly authentication?: "identity-center" | "saml";
  /**
   * Version of Grafana; an upgrade can't be undone.
   * @default "12.4"
   */
  readonly version?: GrafanaVersion;
  /**
   * Ids of IAM Identity Center groups that administer the workspace (not their names).
   * @default - none
   */
  readonly adminGroupIds?: readonly string[];
}

/** What exists once in an account and region. */
export interface AccountWideSettings {
  /**
   * Whether every new EBS volume of the account and region is encrypted, those of the cluster's default storage class included, which
   * has no setting of its own for that.
   * @default - not managed here
   */
  readonly ebsEncryptionByDefault?: boolean;
  /**
   * Fields of JSON log events that CloudWatch indexes in every group of the account and region, at most 20: queries on them skip what
   * can't match. Free.
   * @default - not managed here
   */
  readonly indexedLogFields?: readonly string[];
  /**
   * A retention for log groups that services make by themselves and nobody owns: a state machine looks for them once a day. About 0.03
   * USD for 400 groups and run.
   * @default - not managed here
   */
  readonly logRetention?: {
    /** How the names of the groups begin, 1 to 20 beginnings of at least 4 characters, such as `/aws/lambda/`. */
    readonly logGroupNamePrefixes: readonly string[];
    /** The retention that groups without one get; not forever. */
    readonly retention: Retention;
  };
  /**
   * Amazon DevOps Guru; AWS ends its support on 2027-09-30.
   * @default - not managed here
   */
  readonly devOpsGuru?: {
    /** `account` analyses everything (and bills for it), `tagged` only what carries the tag `devops-guru-<project>`,
     * which every environment of the project gives its resources with its own name as the value. */
    readonly collect: "account" | "tagged";
  };
  /**
   * X-Ray's sampling rule for every service of the account and region that fetches X-Ray's rules. What OpenTelemetry SDKs send by
   * their own settings is taken as it comes.
   * @default - X-Ray's own: one request a second and 5 percent of the rest
   */
  readonly xraySampling?: {
    /** Share of requests that are traced beyond the first one in each second, 0 to 100 percent. */
    readonly samplePercent: number;
  };
  /**
   * CloudWatch Transaction Search, which X-Ray's OTLP endpoint needs: the policy for its log group. The switch itself is two commands,
   * which the stack puts out: the AWS provider knows them from 6.46 on.
   * @default - not managed here
   */
  readonly transactionSearch?: {
    /** Share of the spans that X-Ray indexes, 0 to 100 percent; 1 is free. */
    readonly indexPercent: number;
  };
  /**
   * `customer-key` encrypts traces with a key of this environment, 1 USD a month and KMS requests; nobody reads traces without rights on it.
   * @default - X-Ray's own encryption
   */
  readonly xrayEncryption?: "customer-key";
}
