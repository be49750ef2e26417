import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Release } from "@cdktf/provider-helm/lib/release";
import { TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { environmentModule, type StackJson } from "./environment-module";

const provider = { region: "eu-central-1", versions: ">= 5.100.0, < 7.0.0" };

/** Two real stacks: `fake-logs` reads the key of `fake-keys`, and holds a Helm release. */
function fakeStacks(build: (stacks: { keys: TerraformStack; logs: TerraformStack; key: KmsKey }) => void = () => undefined) {
  const app = Testing.app();
  const [keys, logs] = ["fake-keys", "fake-logs"].map((id) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "Aws", {
      region: "eu-west-1",
      endpoints: [{ kms: "http://localhost:1" }],
      defaultTags: [{ tags: { Team: "a" } }],
    });
    return stack;
  }) as [TerraformStack, TerraformStack];
  const key = new KmsKey(keys, "Key");
  const group = new CloudwatchLogGroup(logs, "Group", { name: "/fake", kmsKeyId: key.arn });
  const release = new Release(logs, "Release", { name: "fake", chart: "fake" });
  group.addOverride("depends_on", [release.fqn, `${key.terraformResourceType}.other`]);
  build({ keys, logs, key });
  const stacks = [keys, logs];
  stacks.forEach((stack) => {
    stack.prepareStack();
  });
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack)) as StackJson]));
}

describe("environmentModule", () => {
  const { files, dropped, kept } = environmentModule(fakeStacks(), provider);
  const root = files["main.tf.json"] as any;
  const logs = files["fake-logs/main.tf.json"] as any;
  const keys = files["fake-keys/main.tf.json"] as any;
  const variable = Object.keys(logs.variable)[0]!;

  it("turns a cross-stack reference into a variable that the root wires to the producer's output", () => {
    expect(Object.keys(logs.variable)).toHaveLength(1);
    expect(logs.resource.aws_cloudwatch_log_group.Group.kms_key_id).toBe(`\${var.${variable}}`);
    const [stack, output] = variable.split("--");
    expect(stack).toBe("fake-keys");
    expect(root.module["fake-logs"]).toEqual({ source: "./fake-logs", [variable]: `\${module.fake-keys.${output}}` });
    expect(keys.output[output!]).toEqual({ value: "${aws_kms_key.Key.arn}" });
  });

  it("leaves no remote state, backend or provider block in a stack", () => {
    for (const child of [logs, keys]) {
      expect(child.provider).toBeUndefined();
      expect(child.terraform).toEqual({ required_providers: { aws: { source: "hashicorp/aws" } } });
      expect(JSON.stringify(child)).not.toContain("terraform_remote_state");
    }
  });

  it("leaves out what belongs to other providers, counts it, and keeps the other orders", () => {
    expect(dropped).toEqual({ helm_release: 1 });
    expect(kept).toEqual({ aws_kms_key: 1, aws_cloudwatch_log_group: 1 });
    expect(Object.keys(logs.resource)).toEqual(["aws_cloudwatch_log_group"]);
    expect(logs.resource.aws_cloudwatch_log_group.Group.depends_on).toEqual(["aws_kms_key.other"]);
  });

  it("plans with one provider that calls nobody and keeps the environment's tags", () => {
    expect(root.provider.aws).toHaveLength(1);
    expect(root.provider.aws[0]).toMatchObject({ region: "eu-central-1", skip_requesting_account_id: true });
    expect(root.provider.aws[0].endpoints).toBeUndefined();
    expect(root.provider.aws[0].default_tags).toEqual([{ tags: { Team: "a" } }]);
    expect(root.terraform.required_providers.aws.version).toBe(provider.versions);
  });

  it("keeps what only looks like a reference", () => {
    const text = "s3://bucket/$${day}/data.terraform_remote_state";
    const stacks = fakeStacks(({ keys: stack }) => new CloudwatchLogGroup(stack, "Text", { name: text }));
    const child = environmentModule(stacks, provider).files["fake-keys/main.tf.json"] as any;
    expect(child.resource.aws_cloudwatch_log_group.Text.name).toBe(text);
  });

  it("refuses an AWS resource that needs a Helm release", () => {
    const stacks = fakeStacks(({ logs: stack }) => {
      new CloudwatchLogGroup(stack, "Second", { name: "${helm_release.Release.version}" });
    });
    expect(() => environmentModule(stacks, provider)).toThrow(/fake-logs has an AWS resource that needs one of another provider/);
  });

  it("refuses a reference to a stack that is not there", () => {
    const { "fake-logs": alone } = fakeStacks();
    expect(() => environmentModule({ "fake-logs": alone! }, provider)).toThrow(/reads .* of fake-keys, which is no stack/);
  });
});
