import { clusterOverview } from "./grafana/cluster-overview";
import type { GrafanaDashboard } from "./grafana/dashboard";

export { controlPlaneAndNodes } from "./cloudwatch/control-plane-and-nodes";
export { dashboardJson } from "./grafana/dashboard";

/** Every Grafana dashboard. */
export const grafanaDashboards: readonly GrafanaDashboard[] = [clusterOverview];
