import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { PROJECT_FOLDER } from "../engines/project-folder";
import { type CompiledExamples, compiledExamples } from "../support/compiled-examples";
import { inventoryOf, resourcesOf, type SynthesisedStack } from "../support/synth";

const NAMES = readdirSync(join(PROJECT_FOLDER, "examples"));
const pathOf = (name: string) => `examples/${name}/main.ts`;
const textOf = (name: string) => readFileSync(join(PROJECT_FOLDER, pathOf(name)), "utf8");

describe("examples", () => {
  const out = mkdtempSync(join(tmpdir(), "examples-"));
  let compiled: CompiledExamples;
  let thrown: string;
  beforeAll(() => {
    compiled = compiledExamples(
      "examples",
      NAMES.map((name) => ({ path: pathOf(name), text: textOf(name) })),
    );
    thrown = compiled.run((path) => join(out, basename(dirname(path))));
  }, 120_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  /** The only stack of an example. */
  const stackOf = (name: string): SynthesisedStack => {
    const stacks = join(out, name, "stacks");
    const [id, ...others] = readdirSync(stacks);
    expect(others).toEqual([]);
    return JSON.parse(readFileSync(join(stacks, id!, "cdk.tf.json"), "utf8")) as SynthesisedStack;
  };

  it("synthesise", () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(3);
    expect(thrown).toBe("");
  });

  it.each(NAMES)("%s compiles, and uses the package by its entry points", (name) => {
    expect(compiled.errors[pathOf(name)]).toEqual([]);
    expect(textOf(name)).toContain('from "eks-observability/');
    expect(textOf(name)).not.toMatch(/from "\./);
  });

  it("log-archive: a group that is archived for five years and may be queried", () => {
    const json = stackOf("log-archive");
    expect(resourcesOf(json, "aws_cloudwatch_log_subscription_filter")).toHaveLength(1);
    expect(resourcesOf(json, "aws_iam_role_policy").some((policy) => policy.role === "payments-analyst")).toBe(true);
  });

  it("logs-only: a group in a folder of a locked archive, which other accounts may send to", () => {
    expect(inventoryOf(stackOf("logs-only"))).toMatchObject({
      aws_cloudwatch_log_destination: 1,
      aws_cloudwatch_log_group: 2,
      aws_cloudwatch_log_subscription_filter: 1,
      aws_glue_catalog_table: 2,
      aws_kinesis_firehose_delivery_stream: 2,
      aws_s3_bucket_inventory: 1,
      aws_s3_bucket_object_lock_configuration: 1,
    });
  });

  it("existing-cluster: nodes, logs and a collector for what exists, which it neither makes nor looks up", () => {
    const json = stackOf("existing-cluster");
    expect(resourcesOf(json, "aws_eks_node_group")).toMatchObject([{ cluster_name: "shop" }]);
    expect(resourcesOf(json, "aws_eks_pod_identity_association").map(({ cluster_name }) => cluster_name)).toEqual([
      "shop",
      "shop",
    ]);
    expect(resourcesOf(json, "helm_release")).toHaveLength(2);
    expect(
      Object.keys(json.resource!).filter((type) => /^aws_(eks_cluster|prometheus_workspace|vpc|subnet)$/.test(type)),
    ).toEqual([]);
    expect(json.data).toBeUndefined();
  });

  it("metrics-only: a workspace that a role may write to, with a rule of their own that becomes an alert", () => {
    const json = stackOf("metrics-only");
    expect(inventoryOf(json)).toEqual({
      aws_iam_role_policy: 1,
      aws_kms_alias: 1,
      aws_kms_key: 1,
      aws_prometheus_rule_group_namespace: 1,
      aws_prometheus_workspace: 1,
      aws_prometheus_workspace_configuration: 1,
    });
    const [policy] = resourcesOf(json, "aws_iam_role_policy");
    expect(policy).toMatchObject({ role: "payments-prometheus" });
    expect(policy!.policy).toContain("aps:RemoteWrite");
    const rules = resourcesOf(json, "aws_prometheus_rule_group_namespace")[0]!.data as string;
    expect(parse(rules)).toMatchObject({
      groups: [{ name: "payments", rules: [{ alert: "PaymentsRefused", for: "10m", labels: { severity: "page" } }] }],
    });
  });

  it("collector-only: a release, a role for X-Ray, and nothing of the cluster", () => {
    const json = stackOf("collector-only");
    const [release] = resourcesOf(json, "helm_release");
    const values = (release!.values as [string])[0];
    expect(values).toContain("filter/probes");
    expect(values).toContain("OTLP_HEADER_GRAFANA_CLOUD");
    expect(inventoryOf(json)).toEqual({
      aws_eks_pod_identity_association: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
      helm_release: 1,
    });
    expect(json.data).toBeUndefined();
  });

  it("minimal-cluster: a cluster with its network, a key, logs, add-ons, nodes and somebody who may use it", () => {
    expect(inventoryOf(stackOf("minimal-cluster"))).toMatchObject({
      aws_cloudwatch_log_group: 2,
      aws_eks_access_entry: 1,
      aws_eks_addon: 6,
      aws_eks_cluster: 1,
      aws_eks_node_group: 1,
      aws_kms_key: 1,
      aws_nat_gateway: 1,
      aws_subnet: 4,
      aws_vpc: 1,
    });
  });
});
