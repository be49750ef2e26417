import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { clusterScrapeJobs } from "../../../constructs/metrics/cluster-scrape-jobs";
import {
  MAX_SCRAPE_CONFIGURATION_BYTES,
  renderScrapeConfiguration,
  scrapeConfigurationFaults,
} from "../../../constructs/metrics/scrape-configuration";
import { EXPORTER_SCRAPE_JOBS, ruleGroupsFor } from "../../../rules";
import { targetLabelsOf } from "../../rules/produced-series";

const jobs = clusterScrapeJobs({ namespace: "observability" });
const configuration = { jobs, interval: Duration.minutes(1), externalLabels: { cluster: "obs" } };

describe("clusterScrapeJobs", () => {
  it("are a configuration that AMP takes, far below the largest one", () => {
    expect(scrapeConfigurationFaults("scrape", configuration)).toEqual([]);
    expect(Buffer.byteLength(renderScrapeConfiguration(configuration))).toBeLessThan(MAX_SCRAPE_CONFIGURATION_BYTES / 10);
  });

  it("are those that the rules count on", () => {
    expect(["targets", ...jobs.map(({ jobName }) => jobName)].sort()).toEqual([...EXPORTER_SCRAPE_JOBS].sort());
    expect(ruleGroupsFor(EXPORTER_SCRAPE_JOBS).map(({ name }) => name)).toEqual([
      "cluster",
      "nodes",
      "workloads",
      "api-server",
      "storage",
      "fluent-bit",
      "otel-collector",
      "exporters",
      "slo-apiserver-availability",
      "slo-apiserver-latency",
    ]);
  });

  it.each(jobs.map((job) => [job.jobName, job] as const))(
    "%s gives its targets the labels that the Prometheus operator would give them",
    (name, { relabel }) => {
      const written = relabel!.flatMap(({ targetLabel }) => targetLabel ?? []).filter((label) => !label.startsWith("__"));
      const fromPrometheus = ["instance", "job"].filter((label) => !written.includes(label));
      expect([...written, ...fromPrometheus].sort()).toEqual([...targetLabelsOf(name)].sort());
    },
  );

  it("give up on a target that has far too many samples, each of them", () => {
    expect(jobs.filter(({ sampleLimit }) => !(sampleLimit > 0))).toEqual([]);
  });
});
