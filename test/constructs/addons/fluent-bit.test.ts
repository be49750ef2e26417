import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { describe, expect, it } from "vitest";
import { FluentBit } from "../../../constructs/addons/fluent-bit";
import { onlyResourceOf } from "../../support/synth";
import { fluentBitProps, logGroups, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const synthesiseFluentBit = () => synthesiseAddOn((scope) => new FluentBit(scope, "FluentBit", fluentBitProps));
const values = () => valuesOfRelease((scope) => new FluentBit(scope, "FluentBit", fluentBitProps));

describe("FluentBit", () => {
  it("may write to its three log groups and do nothing else", () => {
    const policy = JSON.parse(onlyResourceOf(synthesiseFluentBit(), "aws_iam_role_policy").policy as string) as {
      Statement: unknown;
    };
    expect(policy.Statement).toEqual([
      {
        Sid: "WriteToOwnLogGroups",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: ["application", "dataplane", "host"].map(
          (stream) => `arn:aws:logs:eu-west-1:111122223333:log-group:/eks/demo/${stream}:*`,
        ),
      },
    ]);
  });

  it("binds the role to the service account that the chart creates", () => {
    expect(onlyResourceOf(synthesiseFluentBit(), "aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "demo",
      namespace: "observability",
      service_account: values().serviceAccount.name,
    });
  });

  it("starts after its pod identity and its log groups, and these need no release", () => {
    const json = synthesiseAddOn((scope) => {
      const dependable = new CloudwatchLogGroup(scope, "Host", { name: logGroups.host.logGroupName });
      new FluentBit(scope, "FluentBit", {
        ...fluentBitProps,
        logGroups: { ...logGroups, host: { ...logGroups.host, dependable } },
      });
    });
    const { depends_on } = onlyResourceOf(json, "helm_release") as { depends_on: string[] };
    expect(depends_on).toEqual([
      expect.stringMatching(/^aws_eks_pod_identity_association\.FluentBit_Role_/),
      "aws_cloudwatch_log_group.Host",
    ]);
    const { helm_release: release, ...others } = json.resource!;
    expect(release).toBeDefined();
    expect(JSON.stringify(others)).not.toContain("helm_release");
  });

  it("keeps ${...} for Fluent Bit to expand", () => {
    const [document] = onlyResourceOf(synthesiseFluentBit(), "helm_release").values as [string];
    expect(document).toContain("db: $${STORAGE_PATH}/application.db");
    expect(values().config.pipeline.inputs[0]).toMatchObject({
      db: "${STORAGE_PATH}/application.db",
      "storage.type": "${STORAGE_TYPE_PREFER_FS}",
    });
    expect(values().config.pipeline.outputs[0].log_stream_prefix).toBe("${NODE_NAME}-");
  });

  it("sends each stream to its group, without creating one and without giving up", () => {
    const outputs = values().config.pipeline.outputs as Record<string, unknown>[];
    expect(outputs.map(({ match, log_group_name }) => [match, log_group_name])).toEqual([
      ["application.*", "/eks/demo/application"],
      ["dataplane.*", "/eks/demo/dataplane"],
      ["host.*", "/eks/demo/host"],
    ]);
    for (const output of outputs) {
      expect(output).toMatchObject({ auto_create_group: false, retry_limit: "no_limits", region: "eu-west-1" });
      expect(output["storage.total_limit_size"]).toMatch(/^\d+[KMG]$/);
    }
  });

  it("keeps on disk what every input read, and each position under its own name", () => {
    const inputs = values().config.pipeline.inputs as Record<string, unknown>[];
    expect(inputs.every((input) => input["storage.type"] === "${STORAGE_TYPE_PREFER_FS}")).toBe(true);
    expect(new Set(inputs.map(({ db }) => db)).size).toBe(inputs.length);
    expect(inputs.filter(({ name }) => name === "tail").every(({ read_from_head }) => read_from_head === true)).toBe(true);
  });

  it("joins stack traces as a processor of the input, before Kubernetes data is added", () => {
    const [application] = values().config.pipeline.inputs as { processors: { logs: { name: string }[] } }[];
    expect(application!.processors.logs.map(({ name }) => name)).toEqual(["multiline", "kubernetes"]);
    const filters = values().config.pipeline.filters as { name: string }[];
    expect(filters.map(({ name }) => name)).toEqual(["grep", "modify", "modify"]);
  });

  it("leaves out its own logs by the name that the chart gives its pods", () => {
    const { fullnameOverride, config } = values();
    expect(config.pipeline.inputs[0].exclude_path).toContain(`/var/log/containers/${String(fullnameOverride)}*`);
  });

  it("has more time to stop than it needs to flush", () => {
    const { terminationGracePeriodSeconds, config } = values();
    expect(terminationGracePeriodSeconds).toBeGreaterThan(config.service.grace as number);
  });

  it("creates no PodMonitor unless asked, because its definition may be missing", () => {
    const quiet = valuesOfRelease((scope) => new FluentBit(scope, "FluentBit", { ...fluentBitProps, podMonitor: undefined }));
    expect(quiet.serviceMonitor.enabled).toBe(false);
    expect(values().serviceMonitor.enabled).toBe(true);
  });
});
