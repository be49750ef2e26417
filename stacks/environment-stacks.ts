import type { App, TerraformStack } from "cdktf";
import type { Environment } from "../environments/environment";
import { AccountStack } from "./account-stack";
import { ClusterStack } from "./cluster-stack";
import { DashboardsStack } from "./dashboards-stack";
import { InClusterStack } from "./in-cluster-stack";
import { LogsStack } from "./logs-stack";
import { MetricsStack } from "./metrics-stack";
import { NetworkStack } from "./network-stack";

/** What an environment's stacks need beside the environment itself. */
export interface EnvironmentStacksOptions {
  /**
   * Address of the AWS emulator, for environments whose target is `emulator`.
   * @default "http://127.0.0.1:4566"
   */
  readonly emulatorUrl?: string;
  /**
   * The day on which the support of the clusters' Kubernetes versions is judged.
   * @default - it is not judged
   */
  readonly today?: Date;
}

/** Adds every stack of an environment to an app, in the order in which they are deployed. */
export function addEnvironment(app: App, environment: Environment, options: EnvironmentStacksOptions = {}): TerraformStack[] {
  const shared = { environment, emulatorUrl: options.emulatorUrl ?? "http://127.0.0.1:4566" };
  const id = (stack: string) => `${environment.name}-${stack}`;
  const ownsAccountSettings = Object.values(environment.accountWide).some((setting) => setting !== undefined);

  const account = ownsAccountSettings ? [new AccountStack(app, id("account"), shared)] : [];
  const network = new NetworkStack(app, id("network"), shared);
  const cluster = new ClusterStack(app, id("cluster"), { ...shared, network: network.network, today: options.today });
  const { controlPlaneLogGroup } = cluster;
  const logs = new LogsStack(app, id("logs"), { ...shared, controlPlaneLogGroup });
  const metrics = new MetricsStack(app, id("metrics"), {
    ...shared,
    controlPlaneLogGroup,
    cluster: cluster.cluster,
    network: network.network,
  });
  const inCluster = new InClusterStack(app, id("in-cluster"), {
    ...shared,
    cluster: cluster.cluster,
    logGroups: logs.logGroups,
    workspace: metrics.workspace,
    clusterAlerts: metrics.clusterAlerts,
  });
  const dashboards = new DashboardsStack(app, id("dashboards"), {
    ...shared,
    cluster: cluster.cluster,
    controlPlaneLogGroup,
    archive: logs.archive,
    applicationLogGroup: logs.logGroups.application,
    logsKey: logs.key,
    workspace: metrics.workspace,
    topics: metrics.topics,
  });
  return [...account, network, cluster, logs, metrics, inCluster, dashboards];
}
