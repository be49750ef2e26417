import { describe, expect, it } from "vitest";
import { GrafanaWorkspace, type GrafanaWorkspaceProps } from "../../../constructs/metrics/grafana-workspace";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";
import { location, statementsOf, workspace } from "./fixtures";

const logGroup = { logGroupName: "/obs/a", logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/obs/a" };
const synthesiseGrafana = (props: Partial<GrafanaWorkspaceProps> = {}) =>
  synthesise((scope) => {
    new GrafanaWorkspace(scope, "Grafana", {
      workspaceName: "obs",
      roleName: "obs-grafana",
      location,
      authentication: "identity-center",
      version: "12.4",
      prometheusWorkspaces: [workspace],
      logGroups: [logGroup],
      ...props,
    });
  });
const statements = (props: Partial<GrafanaWorkspaceProps> = {}) =>
  statementsOf(onlyResourceOf(synthesiseGrafana(props), "aws_iam_role_policy").policy);

describe("GrafanaWorkspace", () => {
  it("has the three data sources, a role of our own and a pinned version", () => {
    const grafana = onlyResourceOf(synthesiseGrafana(), "aws_grafana_workspace");
    expect(grafana).toMatchObject({
      account_access_type: "CURRENT_ACCOUNT",
      authentication_providers: ["AWS_SSO"],
      permission_type: "CUSTOMER_MANAGED",
      data_sources: ["PROMETHEUS", "CLOUDWATCH", "XRAY"],
      grafana_version: "12.4",
    });
    expect(JSON.parse(grafana.configuration)).toEqual({
      plugins: { pluginAdminEnabled: true },
      unifiedAlerting: { enabled: true },
    });
  });

  it("is assumed by Grafana for workspaces of this account only", () => {
    const role = onlyResourceOf(synthesiseGrafana(), "aws_iam_role");
    expect(statementsOf(role.assume_role_policy).Assume).toMatchObject({
      Principal: { Service: "grafana.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        StringLike: { "aws:SourceArn": "arn:aws:grafana:eu-central-1:111122223333:/workspaces/*" },
      },
    });
  });

  it("queries exactly the given workspaces and log groups", () => {
    const { PrometheusList, PrometheusQuery, LogQueries } = statements();
    expect([PrometheusList.Action, PrometheusList.Resource]).toEqual(["aps:ListWorkspaces", "*"]);
    expect(PrometheusQuery).toMatchObject({
      Action: ["aps:DescribeWorkspace", "aps:QueryMetrics", "aps:GetLabels", "aps:GetSeries", "aps:GetMetricMetadata"],
      Resource: workspace.workspaceArn,
    });
    expect(LogQueries.Resource).toEqual([logGroup.logGroupArn, `${logGroup.logGroupArn}:*`]);
  });

  it("has no right to write and no wildcard action", () => {
    for (const statement of Object.values(statements())) {
      for (const action of [statement.Action].flat()) {
        expect(action).toMatch(/^[a-z0-9-]+:(List|Describe|Get|BatchGet|Query|Start|Stop)[A-Za-z]+$/);
      }
    }
  });

  it("has no rights on sources that are not there", () => {
    expect(Object.keys(statements({ prometheusWorkspaces: [], logGroups: [] }))).toEqual([
      "CloudwatchMetrics",
      "CloudwatchAlarms",
      "Traces",
    ]);
  });

  it("makes the given people administrators, and nobody by default", () => {
    expect(resourcesOf(synthesiseGrafana(), "aws_grafana_role_association")).toEqual([]);
    const association = onlyResourceOf(synthesiseGrafana({ adminUserIds: ["u-1"] }), "aws_grafana_role_association");
    expect(association).toMatchObject({ role: "ADMIN", user_ids: ["u-1"] });
    expect(association.group_ids).toBeUndefined();
  });

  it("rejects Identity Center administrators of a SAML workspace", () => {
    expect(() => synthesiseGrafana({ authentication: "saml", adminGroupIds: ["g-1"] })).toThrow(
      /adminGroupIds names Identity Center administrators of a workspace that signs in with SAML; got \["g-1"\]/,
    );
    expect(
      onlyResourceOf(synthesiseGrafana({ authentication: "saml" }), "aws_grafana_workspace").authentication_providers,
    ).toEqual(["SAML"]);
  });

  it("rejects an unknown version and a name with a space, both at once", () => {
    expect(() => synthesiseGrafana({ version: "9.4" as "10.4", workspaceName: "my grafana" })).toThrow(
      /2 faults.*workspaceName.*"my grafana".*version is not a version.*"9\.4"; allowed: 10\.4, 12\.4/s,
    );
  });
});
