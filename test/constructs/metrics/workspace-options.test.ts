import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { PrometheusQueryLogging } from "../../../constructs/metrics/prometheus-query-logging";
import { PrometheusWorkspace } from "../../../constructs/metrics/prometheus-workspace";
import type { SeriesLimit } from "../../../constructs/metrics/series-limits";
import { WorkspaceAccessPolicy, type WorkspaceAccessPolicyProps } from "../../../constructs/metrics/workspace-access-policy";
import { onlyResourceOf, synthesise } from "../../support/synth";
import { key, statementsOf, workspace } from "./fixtures";

describe("PrometheusWorkspace.seriesLimits", () => {
  const configuration = (seriesLimits: readonly SeriesLimit[]) =>
    onlyResourceOf(
      synthesise((scope) => {
        new PrometheusWorkspace(scope, "Workspace", { alias: "a", key, keep: Duration.days(30), seriesLimits });
      }),
      "aws_prometheus_workspace_configuration",
    );

  it("caps series by their labels, and all others", () => {
    const limits: SeriesLimit[] = [
      { labels: { job: "sample-app" }, maxSeries: 20_000 },
      { labels: {}, maxSeries: 1_000_000 },
    ];
    expect(configuration(limits).limits_per_label_set).toEqual([
      { label_set: { job: "sample-app" }, limits: [{ max_series: 20_000 }] },
      { label_set: {}, limits: [{ max_series: 1_000_000 }] },
    ]);
  });

  it("rejects names, values and numbers that AMP refuses, and two limits for one set", () => {
    expect(() => configuration([{ labels: { "a-b": " " }, maxSeries: -1 }])).toThrow(
      /3 faults.*names of labels.*seriesLimits\[0\]\.labels\.a-b has the wrong form; got " ".*maxSeries is out of range; got -1/s,
    );
    const twice = [
      { labels: { a: "1", b: "2" }, maxSeries: 1 },
      { labels: { b: "2", a: "1" }, maxSeries: 2 },
    ];
    expect(() => configuration(twice)).toThrow(/seriesLimits\[1\]\.labels stand twice/);
  });
});

describe("PrometheusQueryLogging", () => {
  const logGroup = (logGroupName: string) => ({
    logGroupName,
    logGroupArn: `arn:aws:logs:eu-central-1:111122223333:log-group:${logGroupName}`,
  });
  const logging = (name: string, minSamples: number) =>
    onlyResourceOf(
      synthesise((scope) => {
        new PrometheusQueryLogging(scope, "Queries", { workspace, logGroup: logGroup(name), minSamples });
      }),
      "aws_prometheus_query_logging_configuration",
    );

  it("logs what reads more than the given samples", () => {
    expect(logging("/aws/vendedlogs/prometheus/queries", 10_000_000)).toMatchObject({
      workspace_id: "ws-1",
      destination: [
        {
          cloudwatch_logs: [
            { log_group_arn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/prometheus/queries:*" },
          ],
          filters: [{ qsp_threshold: 10_000_000 }],
        },
      ],
    });
  });

  it("rejects a group that AMP does not deliver to, and half a sample", () => {
    expect(() => logging("/obs/queries", 0.5)).toThrow(/2 faults.*logGroup has a name.*minSamples is out of range; got 0\.5/s);
  });
});

describe("WorkspaceAccessPolicy", () => {
  const role = (name: string) => `arn:aws:iam::444455556666:role/${name}`;
  const policy = (props: Partial<WorkspaceAccessPolicyProps>) =>
    onlyResourceOf(
      synthesise((scope) => {
        new WorkspaceAccessPolicy(scope, "Access", { workspace, ...props });
      }),
      "aws_prometheus_resource_policy",
    );

  it("lets writers write and readers read this workspace, and nothing else", () => {
    const statements = statementsOf(policy({ writerRoleArns: [role("w")], readerRoleArns: [role("r")] }).policy_document);
    expect(statements.Write).toMatchObject({
      Principal: { AWS: [role("w")] },
      Action: "aps:RemoteWrite",
      Resource: workspace.workspaceArn,
    });
    expect(statements.Query.Principal).toEqual({ AWS: [role("r")] });
    expect(Object.keys(statementsOf(policy({ readerRoleArns: [role("r")] }).policy_document))).toEqual(["Query"]);
  });

  it("rejects a policy for nobody and for everybody", () => {
    expect(() => policy({})).toThrow(/writerRoleArns and readerRoleArns admit nobody/);
    expect(() => policy({ writerRoleArns: ["*"] })).toThrow(/writerRoleArns\[0\] admits whoever there is; got "\*"/);
  });
});
