import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { ServiceRole } from "../../../constructs/iam/service-role";
import { PrometheusWorkspace, type PrometheusWorkspaceProps } from "../../../constructs/metrics/prometheus-workspace";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";
import { key, statementsOf, workspace } from "./fixtures";

const logGroup = {
  logGroupName: "/aws/vendedlogs/prometheus/test",
  logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/prometheus/test",
};
const synthesiseWorkspace = (
  props: Partial<PrometheusWorkspaceProps> = {},
  use: (workspace: PrometheusWorkspace) => void = () => undefined,
) =>
  synthesise((scope) => {
    use(new PrometheusWorkspace(scope, "Workspace", { alias: "myamp", key, keep: Duration.days(150), ...props }));
  });

describe("PrometheusWorkspace", () => {
  it("encrypts with the given key and keeps samples for the given time", () => {
    const json = synthesiseWorkspace();
    expect(onlyResourceOf(json, "aws_prometheus_workspace")).toMatchObject({ alias: "myamp", kms_key_arn: key.keyArn });
    expect(onlyResourceOf(json, "aws_prometheus_workspace_configuration")).toMatchObject({
      retention_period_in_days: 150,
      workspace_id: expect.stringMatching(/^\$\{aws_prometheus_workspace\.Workspace_\w+\.id\}$/),
    });
  });

  it("hands AMP the log group's ARN with the ending that it wants, and nothing when there is none", () => {
    const logged = onlyResourceOf(synthesiseWorkspace({ logGroup }), "aws_prometheus_workspace");
    expect(logged.logging_configuration).toEqual({ log_group_arn: `${logGroup.logGroupArn}:*` });
    expect(onlyResourceOf(synthesiseWorkspace(), "aws_prometheus_workspace").logging_configuration).toBeUndefined();
  });

  it("rejects a log group to which AMP does not deliver", () => {
    expect(() => synthesiseWorkspace({ logGroup: { ...logGroup, logGroupName: "/obs/amp" } })).toThrow(
      /logGroup has a name to which AMP does not deliver vended logs; got "\/obs\/amp"/,
    );
  });

  it.each([0, 1096, 1.5])("rejects a retention of %d days", (days) => {
    expect(() => synthesiseWorkspace({ keep: Duration.days(days) })).toThrow(/keep is out of range.*whole days from 1 to 1095/);
  });

  it.each([1, 1095])("accepts a retention of %d days", (days) => {
    const json = synthesiseWorkspace({ keep: Duration.days(days) });
    expect(onlyResourceOf(json, "aws_prometheus_workspace_configuration").retention_period_in_days).toBe(days);
  });

  it("lists all faults at once and creates nothing", () => {
    expect(() => synthesiseWorkspace({ alias: "my amp", keep: Duration.days(2000) })).toThrow(/2 faults.*alias.*keep/s);
  });

  it("builds the URLs of a workspace that exists from its id", () => {
    expect(workspace).toEqual({
      workspaceId: "ws-1",
      workspaceArn: "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1",
      endpointUrl: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/",
      remoteWriteUrl: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write",
      queryUrl: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/query",
    });
  });
});

describe("PrometheusWorkspace.grants", () => {
  it("lets a writer write and nothing else, on this workspace only", () => {
    const json = synthesiseWorkspace({}, (created) => {
      const role = new ServiceRole(created, "Writer", {
        roleName: "writer",
        description: "Writes.",
        assumedBy: ["a.amazonaws.com"],
      });
      created.grants.remoteWrite(role);
    });
    const { RemoteWrite } = statementsOf(onlyResourceOf(json, "aws_iam_role_policy").policy);
    expect(RemoteWrite.Action).toBe("aps:RemoteWrite");
    expect(RemoteWrite.Resource).toMatch(/aws_prometheus_workspace\..*\.arn/);
  });

  it("lets a reader query, by a role that exists, and keeps both grants apart", () => {
    const json = synthesiseWorkspace({}, ({ grants }) => {
      const role = { roleName: "reader", roleArn: "arn:aws:iam::111122223333:role/reader" };
      grants.query(role);
      grants.remoteWrite(role);
    });
    const policies = resourcesOf(json, "aws_iam_role_policy");
    expect(policies.map((policy) => policy.name)).toEqual(["prometheus-query-workspace", "prometheus-remotewrite-workspace"]);
    expect(statementsOf(policies[0]!.policy).Query.Action).toEqual([
      "aps:QueryMetrics",
      "aps:GetLabels",
      "aps:GetSeries",
      "aps:GetMetricMetadata",
    ]);
  });

  it("rejects a role without a stable name", () => {
    expect(() =>
      synthesiseWorkspace({}, (created) => {
        created.grants.query({ roleName: created.resource.alias, roleArn: created.resource.arn });
      }),
    ).toThrow(/role has a name that is only known after the deployment/);
  });
});
