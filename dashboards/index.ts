import type { GrafanaDashboard } from "./grafana/dashboard";
import { rendered } from "./rendered";

export { controlPlaneAndNodes } from "./cloudwatch/control-plane-and-nodes";
export { dashboardJson, type DashboardOptions, type GrafanaDashboard } from "./grafana/dashboard";

/** Every Grafana dashboard, without loading the SDK that they are built with. */
export const grafanaDashboards = rendered as readonly GrafanaDashboard[];
