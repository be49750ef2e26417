import { describe, expect, it } from "vitest";
import { ClusterExporters } from "../../../constructs/addons/cluster-exporters";
import { clusterScrapeJobs } from "../../../constructs/metrics/cluster-scrape-jobs";
import { resourcesOf } from "../../support/synth";
import { clusterExportersProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const build = (scope: Parameters<Parameters<typeof synthesiseAddOn>[0]>[0]) =>
  new ClusterExporters(scope, "Exporters", clusterExportersProps);

describe("ClusterExporters", () => {
  it("installs both exporters, one after the other, so that one of them makes the namespace", () => {
    const [kubeStateMetrics, nodeExporter] = resourcesOf(synthesiseAddOn(build), "helm_release");
    expect([kubeStateMetrics!.chart, nodeExporter!.chart]).toEqual(["kube-state-metrics", "prometheus-node-exporter"]);
    expect(nodeExporter!.depends_on).toEqual([expect.stringMatching(/^helm_release\..*KubeStateMetrics/)]);
  });

  it("calls the services as the scrape jobs look for them", () => {
    const sought = clusterScrapeJobs(clusterExportersProps).map(({ relabel }) => relabel![0]!.regex);
    expect(sought).toContain(`${valuesOfRelease(build, "kube-state-metrics").fullnameOverride as string};http`);
    expect(sought).toContain(`${valuesOfRelease(build, "node-exporter").fullnameOverride as string};metrics`);
  });

  it("runs node-exporter on every node, whatever its taints", () => {
    expect(valuesOfRelease(build, "node-exporter").tolerations).toEqual([{ operator: "Exists" }]);
  });
});
