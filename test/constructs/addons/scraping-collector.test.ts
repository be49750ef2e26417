import { describe, expect, it } from "vitest";
import { ScrapingCollector, type ScrapingCollectorProps } from "../../../constructs/addons/scraping-collector";
import { Duration } from "../../../constructs/core/duration";
import { onlyResourceOf } from "../../support/synth";
import { scrapingCollectorProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const valuesOf = (props: Partial<ScrapingCollectorProps> = {}) =>
  valuesOfRelease((scope) => new ScrapingCollector(scope, "Scraper", { ...scrapingCollectorProps, ...props }));

describe("ScrapingCollector", () => {
  it("is one pod that is replaced before the next one starts, because two would scrape everything twice", () => {
    expect(valuesOf()).toMatchObject({ replicaCount: 1, mode: "statefulset" });
  });

  it("scrapes the jobs, with a dollar written twice, and asks for https with the cluster's own authority", () => {
    const { receivers, exporters } = valuesOf().alternateConfig;
    const jobs = receivers.prometheus.config.scrape_configs as Record<string, any>[];
    const kubelet = jobs.find(({ job_name }) => job_name === "kubelet")!;
    expect(JSON.stringify(kubelet)).toContain("/api/v1/nodes/$$1/proxy/metrics");
    expect(kubelet.tls_config.ca_file).toBe("/var/run/secrets/kubernetes.io/serviceaccount/ca.crt");
    expect(jobs.find(({ job_name }) => job_name === "node-exporter")).not.toHaveProperty("tls_config");
    expect(exporters.prometheus_remote_write).toMatchObject({
      external_labels: { cluster: "demo", region: "eu-west-1", environment: "demo" },
      add_metric_suffixes: false,
    });
  });

  it("keeps what AMP does not take on a volume", () => {
    const { exporters, service } = valuesOf().alternateConfig;
    expect(service.pipelines.metrics.exporters).toEqual(["otlp_grpc/amp-queue"]);
    expect(exporters["otlp_grpc/amp-queue"].sending_queue.storage).toBe("file_storage/queue");
    expect(valuesOf().statefulset.volumeClaimTemplates).toHaveLength(1);
  });

  it("may read what discovery needs, and write to its workspace only", () => {
    expect(valuesOf().clusterRole.rules[0].resources).toContain("nodes/proxy");
    const json = synthesiseAddOn((scope) => new ScrapingCollector(scope, "Scraper", scrapingCollectorProps));
    const { Statement } = JSON.parse(onlyResourceOf(json, "aws_iam_role_policy").policy as string) as { Statement: any[] };
    expect(Statement.map(({ Action }) => Action as string)).toEqual(["aps:RemoteWrite"]);
  });

  it("rejects an interval that a managed scraper would not take, and a label without a name", () => {
    expect(() => valuesOf({ interval: Duration.seconds(5) })).toThrow(
      /scrape\.interval is shorter than a managed scraper scrapes/,
    );
    expect(() => valuesOf({ externalLabels: { "not a label": "x" } })).toThrow(/scrape\.externalLabels has the wrong form/);
  });
});
