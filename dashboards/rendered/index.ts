// Written by `npm run dashboards` from dashboards/grafana/builders.ts.
import clusterOverview from "./cluster-overview.json";
import serviceLevelObjectives from "./service-level-objectives.json";

/** Every Grafana dashboard, rendered. */
export const rendered: readonly { readonly name: string; readonly model: unknown }[] = [
  { name: "cluster-overview", model: clusterOverview },
  { name: "service-level-objectives", model: serviceLevelObjectives },
];
