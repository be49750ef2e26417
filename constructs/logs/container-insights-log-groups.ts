/**
 * The streams of Container Insights, each with a log group of its own. Agents would create the groups by themselves, and those
 * never expire.
 *
 * @see CloudWatch, Container Insights log groups; amazon-cloudwatch-observability chart 6.4.0 (read 2026-11)
 */
export const CONTAINER_INSIGHTS_STREAMS = ["application", "dataplane", "host", "performance"] as const;

/** A stream of Container Insights. */
export type ContainerInsightsStream = (typeof CONTAINER_INSIGHTS_STREAMS)[number];

/** Name of the group that agents look for; an empty stream gives the beginning that all groups of the cluster share. */
export function containerInsightsGroupName(clusterName: string, stream: ContainerInsightsStream | ""): string {
  return `/aws/containerinsights/${clusterName}/${stream}`;
}
