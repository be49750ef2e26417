import { describe, expect, it } from "vitest";
import { ENVIRONMENTS, environmentByName } from "../../environments";
import { expectedMetrics } from "../../stacks/expected-metrics";

describe("expectedMetrics", () => {
  it("counts the nodes of all groups, and costs more with more of them", () => {
    const { fewestNodes, mostNodes } = expectedMetrics(environmentByName("production"));
    expect([fewestNodes.nodes, mostNodes.nodes]).toEqual([3, 12]);
    expect(mostNodes.series).toBeGreaterThan(2 * fewestNodes.series);
    expect(mostNodes.usdPerMonth).toBeGreaterThan(fewestNodes.usdPerMonth);
  });

  it("writes half the samples where it scrapes half as often", () => {
    const production = environmentByName("production");
    const samplesOf = (collector: typeof production.metrics.collector) => {
      const { series, samplesPerMonth } = expectedMetrics({
        ...production,
        metrics: { ...production.metrics, collector },
      }).fewestNodes;
      return samplesPerMonth / series;
    };
    expect(samplesOf("in-cluster-prometheus")).toBeCloseTo(2 * samplesOf("managed-scraper"));
  });

  it.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    "%s has a limit that its own metrics stay below by half, with the most nodes and full of pods",
    (_name, environment) => {
      const { series } = expectedMetrics(environment, { podsPerNode: 50 }).mostNodes;
      expect(environment.metrics.maxActiveSeries).toBeGreaterThan(2 * series);
    },
  );
});
