import type { Fault } from "../core/validation";
import type { KubernetesObject } from "../helm/kubernetes-object";

/** A dashboard for the Grafana inside a cluster. */
export interface ClusterDashboard {
  /** Uid of the dashboard: 1 to 40 lower-case letters, digits and hyphens, because a ConfigMap is named after it. */
  readonly uid: string;
  /** The dashboard in Grafana's JSON. */
  readonly json: string;
}

/** The most that one ConfigMap takes, less room for its metadata. @see Kubernetes: ConfigMaps are limited to 1 MiB */
const MAX_DASHBOARD_BYTES = 1_000_000;

/** The dashboards as ConfigMaps that Grafana's sidecar picks up by their label. */
export function dashboardConfigMaps(dashboards: readonly ClusterDashboard[]): KubernetesObject[] {
  return dashboards.map(({ uid, json }) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: `dashboard-${uid}`, labels: { grafana_dashboard: "1" } },
    data: { [`${uid}.json`]: json },
  }));
}

/** Faults of dashboards that could not become ConfigMaps, or would overwrite each other. */
export function clusterDashboardFaults(dashboards: readonly ClusterDashboard[]): Fault[] {
  return dashboards.flatMap(({ uid, json }, index) => {
    const faults: Fault[] = [];
    if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(uid)) {
      faults.push({
        path: `dashboards[${index}].uid`,
        problem: "can't be part of a ConfigMap's name",
        got: uid,
        allowed: "1 to 40 lower-case letters, digits and hyphens, not at the ends",
        fix: "choose another uid",
      });
    }
    if (dashboards.findIndex((other) => other.uid === uid) !== index) {
      faults.push({
        path: `dashboards[${index}].uid`,
        problem: "is taken by an earlier dashboard",
        got: uid,
        fix: "choose another uid",
      });
    }
    const bytes = new TextEncoder().encode(json).length;
    if (bytes > MAX_DASHBOARD_BYTES) {
      faults.push({
        path: `dashboards[${index}].json`,
        problem: "is too large for a ConfigMap",
        got: `${bytes} bytes`,
        allowed: `at most ${MAX_DASHBOARD_BYTES} bytes`,
        fix: "split the dashboard",
      });
    }
    return faults;
  });
}
