// Written by `npm run dashboards` from dashboards/grafana/builders.ts.
import clusterOverview from "./cluster-overview.json";

/** Every Grafana dashboard, rendered. */
export const rendered: readonly { readonly name: string; readonly model: unknown }[] = [
  { name: "cluster-overview", model: clusterOverview },
];
