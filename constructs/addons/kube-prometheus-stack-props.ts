import type { ITerraformDependable } from "cdktf";
import type { Duration } from "../core/duration";
import type { IClusterRef } from "../eks/cluster-ref";
import type { ChartValues } from "../helm/chart-values";
import type { ClusterDashboard } from "./dashboard-config-maps";

/** What a `KubePrometheusStack` is made of. */
export interface KubePrometheusStackProps {
  /** The cluster; its name is the label `cluster` of every series that leaves it. */
  readonly cluster: IClusterRef;
  /** Region of the cluster and of the AMP workspace; label `region`. */
  readonly region: string;
  /** Name of the environment; label `environment`. */
  readonly environment: string;
  /** Namespace; it needs the privileged Pod Security level, because node-exporter uses the node's network and processes. */
  readonly namespace: string;
  /** Storage class of the volumes. EKS has had no default one since Kubernetes 1.30. */
  readonly storageClassName: string;
  /**
   * Size of each Prometheus volume in GiB, 1 to 16,384. A volume grows only where its class allows it. The oldest samples go when
   * four fifths are full.
   * @default 50
   */
  readonly storageGibibytes?: number;
  /**
   * How long samples are kept in the cluster, whole days from 1 to 365.
   * @default Duration.days(15)
   */
  readonly retention?: Duration;
  /**
   * Time between two scrapes of everything, whole seconds from 10 to 300; halving it doubles what remote write costs.
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;
  /**
   * Prometheus servers, 1 to 4, each with all the series.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Where samples are also written to, for longer keeping and for several clusters together.
   * @default - they stay in the cluster
   */
  readonly remoteWrite?: PrometheusRemoteWrite;
  /**
   * Our rules as a rule file of Prometheus, plain data.
   * @default - only the chart's own
   */
  readonly ruleGroups?: PrometheusRuleFile;
  /**
   * Dashboards for the Grafana inside the cluster, by uid.
   * @default - only the chart's own
   */
  readonly dashboards?: readonly ClusterDashboard[];
  /**
   * Whether Grafana runs in the cluster.
   * @default true
   */
  readonly grafana?: boolean;
  /**
   * Name of a Secret with `admin-user` and `admin-password` for Grafana, in the same namespace.
   * @default - the chart draws a random password
   */
  readonly grafanaAdminSecretName?: string;
  /**
   * Name of a Secret whose key `alertmanager.yaml` configures Alertmanager: keeps webhook addresses and keys out of values and state.
   * @default - the chart's own configuration, which sends nothing anywhere
   */
  readonly alertmanagerConfigSecretName?: string;
  /**
   * Where Alertmanager sends alerts; the chart's own alerts are left out then, because ours speak of the same things.
   * @default - the chart's own configuration, which sends nothing anywhere
   */
  readonly alertmanager?: ClusterAlertmanager;
  /**
   * Whether Helm creates the namespace when it is missing.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the release, besides the role: the storage class and its driver, as a rule.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** An AMP workspace that Prometheus writes to, and the role that lets it. */
export interface PrometheusRemoteWrite {
  /** ARN of the workspace; may be a token. */
  readonly workspaceArn: string;
  /** URL that ends in `/api/v1/remote_write`; may be a token. */
  readonly remoteWriteUrl: string;
  /** Name of the role that Prometheus gets, at most 64 characters. */
  readonly roleName: string;
}

/** The Alertmanager of a cluster, as `inClusterAlertmanager` renders it, and what it may publish to. */
export interface ClusterAlertmanager {
  /** The configuration in Alertmanager's spelling, without secrets. */
  readonly config: object;
  /** Files of templates by name. */
  readonly templateFiles: Readonly<Record<string, string>>;
  /** Kubernetes Secrets of the namespace that are mounted below `/etc/alertmanager/secrets`; External Secrets writes them, as a rule. */
  readonly secretNames: readonly string[];
  /**
   * SNS topics that the configuration names.
   * @default - none: Alertmanager needs no rights in AWS
   */
  readonly publish?: AlertPublishing;
}

/** Topics that Alertmanager publishes to, and the role that lets it. */
export interface AlertPublishing {
  /** Name of the role that Alertmanager gets, at most 64 characters. */
  readonly roleName: string;
  /** ARNs of the topics; may be tokens. */
  readonly topicArns: readonly string[];
  /** ARN of the key that encrypts the topics' messages; may be a token. */
  readonly keyArn: string;
}

/** A rule file of Prometheus. */
export interface PrometheusRuleFile {
  /** Groups as Prometheus reads them: `name`, `rules`. */
  readonly groups: readonly object[];
}
