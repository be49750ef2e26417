import type { AwsLocation } from "../constructs/core/aws-location";
import { partitionOf } from "../constructs/core/aws-location";
import { CONTROL_PLANE_LOG_TYPES } from "../constructs/core/control-plane-log-types";
import { Duration } from "../constructs/core/duration";
import { physicalName } from "../constructs/core/physical-name";
import { Retention } from "../constructs/core/retention";
import { throwFaults } from "../constructs/core/validation";
import type { GrafanaVersion } from "../constructs/core/versions";
import type { ClusterSettings } from "./cluster-settings";
import type { AlertSettings, EnvironmentProps, MetricCollector, NetworkSettings } from "./environment-props";
import { environmentFaults } from "./environment-faults";
import type { ArchiveSettings, LogSettings } from "./log-settings";
import type { TracingSettings } from "./tracing-settings";

/** An environment with every default filled in: what the stacks read. Made by `defineEnvironment` only. */
export interface Environment {
  /** Name, first part of every stack id. */
  readonly name: string;
  /** First part of every physical name. */
  readonly project: string;
  /** `<project>-<name>`: the beginning of every physical name. */
  readonly namePrefix: string;
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /** Where resources are created: in AWS, or in the emulator that `npm run local` starts. */
  readonly target: "aws" | "emulator";
  /** `none` leaves every Helm, Kubernetes and Grafana element out of the stacks. */
  readonly kubernetes: "eks" | "none";
  /** Where Terraform keeps its state. */
  readonly state: EnvironmentProps["state"];
  /** Whether Terraform refuses to destroy what holds data: cluster, keys, archive, workspaces. */
  readonly deletionProtection: boolean;
  readonly network: Required<Omit<NetworkSettings, "interfaceEndpoints">> & Pick<NetworkSettings, "interfaceEndpoints">;
  readonly cluster: Required<ClusterSettings>;
  readonly logs: {
    readonly retention: Retention;
    readonly trustedUsers: readonly string[];
    readonly mask: NonNullable<LogSettings["mask"]>;
    readonly detectAnomalies: boolean;
    readonly archive: ArchiveSettings & Required<Pick<ArchiveSettings, "keep" | "transitionAfter" | "layout" | "senderAccounts">>;
  };
  readonly metrics: {
    readonly keep: Duration;
    readonly collector: MetricCollector;
    readonly maxActiveSeries?: number;
    readonly maxSeriesByJob: Readonly<Record<string, number>>;
  };
  readonly tracing: TracingSettings & Required<Pick<TracingSettings, "destinations">>;
  readonly alerts: AlertSettings & Required<Pick<AlertSettings, "sentBy" | "pageEmails" | "ticketEmails" | "page" | "ticket">>;
  readonly grafana: {
    readonly authentication: "identity-center" | "saml";
    readonly version: GrafanaVersion;
    readonly adminGroupIds: readonly string[];
  };
  readonly accountWide: NonNullable<EnvironmentProps["accountWide"]>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Makes an environment of its values: checks all of them, then fills in the defaults.
 *
 * @throws ValidationError that lists every fault with path, value, allowed values and what to do
 */
export function defineEnvironment(props: EnvironmentProps): Environment {
  throwFaults(`environment "${props.name}"`, environmentFaults(props));

  const { name, account, region, project = "obs" } = props;
  const namePrefix = physicalName(project, name);
  return {
    name,
    project,
    namePrefix,
    location: { account, region, partition: partitionOf(region) },
    target: props.target ?? "aws",
    kubernetes: props.kubernetes ?? "eks",
    state: props.state,
    deletionProtection: props.deletionProtection ?? true,
    network: {
      ...props.network,
      natGateways: props.network.natGateways ?? "one-per-zone",
      flowLogRetention: props.network.flowLogRetention ?? Retention.days(30),
      intraSubnets: props.network.intraSubnets ?? true,
    },
    cluster: {
      ...props.cluster,
      name: props.cluster.name ?? namePrefix,
      logRetention: props.cluster.logRetention ?? Retention.days(60),
      logTypes: props.cluster.logTypes ?? CONTROL_PLANE_LOG_TYPES,
      privateAccessCidrs: props.cluster.privateAccessCidrs ?? [],
      upgradePolicy: props.cluster.upgradePolicy ?? "standard",
      fargateProfiles: props.cluster.fargateProfiles ?? {},
      autoscaler: props.cluster.autoscaler ?? "none",
      namespaces: props.cluster.namespaces ?? {},
      nodePools: props.cluster.nodePools ?? { general: { maxCpuCores: 100 } },
      adminRoleArns: props.cluster.adminRoleArns ?? [],
      viewerRoleArns: props.cluster.viewerRoleArns ?? [],
      keepLogsOnDestroy: props.cluster.keepLogsOnDestroy ?? props.deletionProtection ?? true,
    },
    logs: {
      retention: props.logs?.retention ?? Retention.days(30),
      trustedUsers: props.logs?.trustedUsers ?? [],
      mask: props.logs?.mask ?? [],
      detectAnomalies: props.logs?.detectAnomalies ?? false,
      archive: {
        ...props.logs?.archive,
        keep: props.logs?.archive?.keep ?? Duration.days(1827),
        transitionAfter: props.logs?.archive?.transitionAfter ?? Duration.days(90),
        layout: props.logs?.archive?.layout ?? "groups",
        senderAccounts: props.logs?.archive?.senderAccounts ?? [],
      },
    },
    metrics: {
      keep: props.metrics?.keep ?? Duration.days(150),
      collector: props.metrics?.collector ?? "in-cluster-prometheus",
      maxActiveSeries: props.metrics?.maxActiveSeries,
      maxSeriesByJob: props.metrics?.maxSeriesByJob ?? {},
    },
    tracing: { ...props.tracing, destinations: props.tracing?.destinations ?? [{ kind: "amp" }, { kind: "xray" }] },
    alerts: {
      ...props.alerts,
      sentBy: props.alerts?.sentBy ?? "workspace",
      pageEmails: props.alerts?.pageEmails ?? [],
      ticketEmails: props.alerts?.ticketEmails ?? [],
      page: props.alerts?.page ?? [],
      ticket: props.alerts?.ticket ?? [],
    },
    grafana: {
      authentication: props.grafana?.authentication ?? "identity-center",
      version: props.grafana?.version ?? "12.4",
      adminGroupIds: props.grafana?.adminGroupIds ?? [],
    },
    accountWide: props.accountWide ?? {},
    // DevOps Guru finds what it may analyse by this tag.
    tags: { ...props.tags, [`devops-guru-${project}`]: name, Environment: name, Project: project, ManagedBy: "cdktf" },
  };
}
