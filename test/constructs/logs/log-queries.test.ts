import { describe, expect, it } from "vitest";
import { LogQueries, type LogQueriesProps } from "../../../constructs/logs/log-queries";
import { INSIGHTS_QUERIES } from "../../../queries/insights";
import { type InsightsQuery, purposesOf } from "../../../queries/saved-query";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const controlPlane = {
  logGroupName: "/aws/eks/test/cluster",
  logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/eks/test/cluster",
};
const query: InsightsQuery = {
  name: "all-hosts",
  description: "Everything?",
  reads: "host",
  query: "fields @message | filter x = '${a}'",
};
const synthesiseQueries = (props: Partial<LogQueriesProps> = {}) =>
  synthesise((scope) => {
    new LogQueries(scope, "Queries", { folder: "obs-test", logGroups: { "control-plane": [controlPlane] }, ...props });
  });

describe("LogQueries", () => {
  it("binds the queries of a purpose to the groups of that purpose", () => {
    const definitions = resourcesOf(synthesiseQueries(), "aws_cloudwatch_query_definition");
    expect(definitions).toHaveLength(INSIGHTS_QUERIES.filter((one) => purposesOf(one).includes("control-plane")).length);
    expect(definitions.find(({ name }) => name === "obs-test/control-plane/control-plane-writes")).toMatchObject({
      log_group_names: ["/aws/eks/test/cluster"],
      query_string: expect.stringContaining("filter @logStream like /^kube-apiserver-audit/"),
    });
  });

  it("binds a query of several purposes to the groups of all that the environment has", () => {
    const host = { ...controlPlane, logGroupName: "/aws/containerinsights/test/host" };
    const logGroups = { "control-plane": [controlPlane], host: [host] };
    const trace: InsightsQuery = { ...query, name: "trace", reads: ["application", "host", "control-plane"] };
    expect(onlyResourceOf(synthesiseQueries({ logGroups, queries: [trace] }), "aws_cloudwatch_query_definition")).toMatchObject({
      name: "obs-test/several/trace",
      log_group_names: ["/aws/containerinsights/test/host", "/aws/eks/test/cluster"],
    });
  });

  it("leaves out queries that the environment has no group for", () => {
    expect(resourcesOf(synthesiseQueries({ logGroups: {} }), "aws_cloudwatch_query_definition")).toEqual([]);
  });

  it("escapes what Terraform would take for a reference", () => {
    const json = synthesiseQueries({ logGroups: { host: [controlPlane] }, queries: [query] });
    expect(onlyResourceOf(json, "aws_cloudwatch_query_definition").query_string).toContain("$${a}");
  });

  it("rejects a query that Logs Insights would not take", () => {
    const wrong = { ...query, query: "fields @message | where x = 1" };
    expect(() => synthesiseQueries({ logGroups: { host: [controlPlane] }, queries: [wrong] })).toThrow(
      /queries\."all-hosts"\.query is none that Logs Insights takes: The query knows no command where/,
    );
  });

  it("rejects a query that was asked for and has no group, or too many", () => {
    expect(() => synthesiseQueries({ queries: [query] })).toThrow(
      /logGroups\.host gives the query "all-hosts" no group to read; got "0 groups"; allowed: 1 to 50 groups/,
    );
    expect(() => synthesiseQueries({ logGroups: { host: Array(51).fill(controlPlane) }, queries: [query] })).toThrow(
      /logGroups\.host gives the query "all-hosts" too many groups to read; got "51 groups"/,
    );
  });
});
