import { Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Duration } from "../../../constructs/core/duration";
import { ManagedScraper, type ManagedScraperProps } from "../../../constructs/metrics/managed-scraper";
import type { ScrapeConfiguration, ScraperJob } from "../../../constructs/metrics/scrape-configuration";
import { cluster } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";
import { location, statementsOf, workspace } from "./fixtures";

const pods: ScraperJob = { jobName: "pods", role: "pod", sampleLimit: 5000 };
const scrape: ScrapeConfiguration = { jobs: [pods], externalLabels: { cluster: "obs" } };
const synthesiseScraper = (props: Partial<ManagedScraperProps> = {}) =>
  synthesise((scope) => {
    new ManagedScraper(scope, "Scraper", {
      alias: "obs",
      location,
      cluster,
      workspace,
      subnetIds: ["subnet-1", "subnet-2"],
      scrape,
      sourceRoleName: "obs-scraper",
      targetRoleName: "obs-scraper-writer",
      ...props,
    });
  });
const scraper = (props: Partial<ManagedScraperProps> = {}) => onlyResourceOf(synthesiseScraper(props), "aws_prometheus_scraper");
const configOf = (jobs: readonly ScraperJob[], rest: Partial<ScrapeConfiguration> = {}) =>
  parse(scraper({ scrape: { ...scrape, ...rest, jobs } }).scrape_configuration);

describe("ManagedScraper", () => {
  it("scrapes the cluster into the workspace", () => {
    expect(scraper({ securityGroupIds: ["sg-1"] })).toMatchObject({
      alias: "obs",
      source: [
        { eks: [{ cluster_arn: cluster.clusterArn, subnet_ids: ["subnet-1", "subnet-2"], security_group_ids: ["sg-1"] }] },
      ],
      destination: [{ amp: [{ workspace_arn: workspace.workspaceArn }] }],
    });
    expect(scraper().source[0].eks[0]).not.toHaveProperty("security_group_ids");
  });

  it("writes through roles of its own, which a workspace with an own key demands", () => {
    const json = synthesiseScraper();
    const [source, target] = resourcesOf(json, "aws_iam_role");
    expect([source!.name, target!.name]).toEqual(["obs-scraper", "obs-scraper-writer"]);
    expect(statementsOf(source!.assume_role_policy).Assume).toMatchObject({
      Principal: { Service: "scraper.aps.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:aps:eu-central-1:111122223333:scraper/*" },
      },
    });
    expect(statementsOf(target!.assume_role_policy).Assume.Principal.AWS).toMatch(/aws_iam_role\.Scraper_SourceRole_\w+\.arn/);
    const [take, write] = resourcesOf(json, "aws_iam_role_policy").map(({ policy }) => statementsOf(policy));
    expect(take!.TakeTargetRole.Resource).toBe("arn:aws:iam::111122223333:role/obs-scraper-writer");
    expect(write!.RemoteWrite).toMatchObject({ Action: "aps:RemoteWrite", Resource: workspace.workspaceArn });
    const { role_configuration, depends_on } = onlyResourceOf(json, "aws_prometheus_scraper");
    expect(role_configuration).toEqual([
      { source_role_arn: expect.stringContaining("SourceRole"), target_role_arn: expect.stringContaining("TargetRole") },
    ]);
    expect(depends_on).toHaveLength(2);
  });

  it("renders jobs as Prometheus reads them, with the only token that a scraper has", () => {
    const job: ScraperJob = {
      ...pods,
      role: "endpoints",
      namespaces: ["default"],
      metricsPath: "/apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics",
      scheme: "https",
      interval: Duration.seconds(30),
      honorLabels: true,
      relabel: [{ action: "keep", sourceLabels: ["__meta_kubernetes_namespace"], regex: "default" }],
      metricRelabel: [{ action: "replace", sourceLabels: ["a"], regex: "(.+)", targetLabel: "b", replacement: "$1" }],
    };
    expect(configOf([job])).toEqual({
      global: { scrape_interval: "1m", external_labels: { cluster: "obs" } },
      scrape_configs: [
        {
          job_name: "pods",
          scrape_interval: "30s",
          sample_limit: 5000,
          honor_labels: true,
          metrics_path: "/apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics",
          scheme: "https",
          authorization: { type: "Bearer", credentials_file: "/var/run/secrets/kubernetes.io/serviceaccount/token" },
          kubernetes_sd_configs: [{ role: "endpoints", namespaces: { names: ["default"] } }],
          relabel_configs: [{ action: "keep", source_labels: ["__meta_kubernetes_namespace"], regex: "default" }],
          metric_relabel_configs: [
            { action: "replace", source_labels: ["a"], regex: "(.+)", target_label: "b", replacement: "$1" },
          ],
        },
      ],
    });
  });

  it("keeps groups that look like a Terraform template, and lets labels be tokens", () => {
    const relabel = [{ action: "replace", sourceLabels: ["a"], targetLabel: "b", replacement: "${1}:80" }] as const;
    const externalLabels = { cluster: Token.asString({ resolve: () => "${aws_eks_cluster.c.name}" }) };
    const { scrape_configuration } = scraper({ scrape: { jobs: [{ ...pods, relabel }], externalLabels } });
    expect(scrape_configuration).toContain("$${1}:80");
    expect(scrape_configuration).toContain("cluster: ${aws_eks_cluster.c.name}");
  });

  it.each([["subnet-1"], ["1", "2", "3", "4", "5", "6"]])("rejects subnets %j %j", (...subnetIds) => {
    expect(() => scraper({ subnetIds })).toThrow(/subnetIds must name subnets in at least two zones; got \d; allowed: 2 to 5/);
  });

  it("rejects no security groups and too many", () => {
    expect(() => scraper({ securityGroupIds: [] })).toThrow(/securityGroupIds has the wrong number of entries; got 0/);
  });

  it("rejects a configuration that AMP would not take, all faults at once", () => {
    const job = { ...pods, interval: Duration.seconds(15), sampleLimit: 0, metricsPath: "metrics" };
    expect(() => configOf([job, { ...pods, relabel: [{ action: "drop" }] }], { interval: Duration.seconds(10) })).toThrow(
      /6 faults.*scrape\.interval is shorter.*got "10s".*sampleLimit is out of range; got 0.*jobs\[0\]\.interval.*got "15s".*metricsPath.*got "metrics".*jobs\[1\]\.jobName stands twice.*is a drop that looks at no label/s,
    );
    expect(() => configOf([])).toThrow(/scrape\.jobs are empty/);
    expect(() => configOf([{ ...pods, relabel: [{ action: "replace" }] }])).toThrow(/is a replace that writes no label/);
    expect(() => configOf([pods], { externalLabels: { "a-b": "c" } })).toThrow(/externalLabels has the wrong form; got "a-b"/);
  });

  it("rejects a configuration that is too large", () => {
    const metricRelabel = [{ action: "drop", sourceLabels: ["__name__"], regex: "x".repeat(300_000) }] as const;
    expect(() => configOf([{ ...pods, metricRelabel }])).toThrow(
      /scrape makes a configuration that is too large; got "300\d{3} bytes"/,
    );
  });
});
