import { describe, expect, it } from "vitest";
import { DeployProgress } from "../../local/terraform/deploy-progress";
import { plannedChanges } from "../../local/terraform/second-plan";
import { errorLines, terraformFailure } from "../../local/terraform/terraform-failure";

const OUTPUT = `local-network  Initializing the backend...
local-network  aws_vpc.Vpc (Vpc): Creating...
local-network  aws_vpc.Vpc (Vpc): Creation complete after 1s [id=vpc-cf8670979c6b7ddf6]
local-network  aws_subnet.S3 (S3): Creating...
               aws_subnet.S1 (S1): Creation complete after 0s [id=subnet-d6daf2d098ec59719]
local-network  Apply complete! Resources: 2 added, 0 changed, 0 destroyed.
local-logs  aws_s3_bucket.B: Modifications complete after 0s [id=b]
local-logs  Error: listing tags for Athena WorkGroup: operation error Athena: ListTagsForResource

              with aws_athena_workgroup.W (W),
              on cdk.tf.json line 111, in resource.aws_athena_workgroup.W (W):

0 Stacks deploying     2 Stacks done     0 Stacks waiting`;

describe("DeployProgress", () => {
  it("counts resources and stacks that are through, also in lines without the stack's name", () => {
    const progress = new DeployProgress();
    const changes = OUTPUT.split("\n").filter((line) => progress.read(line));
    expect(changes).toHaveLength(4);
    expect(progress.now).toEqual({ resources: 3, stacks: 1, stack: "local-logs" });
  });

  it("counts what a destroy removes", () => {
    const progress = new DeployProgress();
    progress.read("local-logs  aws_s3_bucket.B (B): Destruction complete after 0s");
    progress.read("            Destroy complete! Resources: 1 destroyed.");
    expect(progress.now).toEqual({ resources: 1, stacks: 1, stack: "local-logs" });
  });
});

describe("terraformFailure", () => {
  it("keeps the error and the lines that explain it", () => {
    const lines = errorLines(OUTPUT);
    expect(lines[0]).toContain("Error: listing tags for Athena WorkGroup");
    expect(lines.join("\n")).toContain("with aws_athena_workgroup.W");
    expect(lines.join("\n")).not.toContain("Creation complete");
  });

  it("shows the last lines when nothing says Error", () => {
    expect(errorLines("a\n\nb\n")).toEqual(["a", "b"]);
  });

  it.each([
    "Error: Failed to query available provider packages",
    "Could not retrieve the list of available versions for provider hashicorp/aws: could not connect to registry.terraform.io",
    "Error: Failed to install provider",
  ])("explains in one sentence that the provider can't be had: %s", (text) => {
    const fault = terraformFailure("cdktf deploy", `local-logs  ${text}`, ".local/deploy.log");
    expect(fault.message).toMatch(/^Terraform can't get the AWS provider; .*TF_PLUGIN_MIRROR[^\n]*$/);
    expect(fault.details).toEqual([]);
  });
});

describe("terraformFailure", () => {
  it("says what to do, and shows the errors below", () => {
    const fault = terraformFailure("cdktf deploy", "local-logs  Error: no such bucket", ".local/deploy.log");
    expect(fault.message).toBe(
      "cdktf deploy failed; mend what the lines below name (the whole text is in .local/deploy.log), then run the same command again.",
    );
    expect(fault.details.join()).toContain("no such bucket");
  });
});

describe("plannedChanges", () => {
  it("lists resources and outputs that a second plan would change", () => {
    const lines = [
      JSON.stringify({ type: "refresh_complete" }),
      JSON.stringify({ type: "planned_change", change: { action: "update", resource: { addr: "aws_eks_cluster.Cluster" } } }),
      JSON.stringify({ type: "outputs", outputs: { a: { action: "noop" }, b: { action: "update" } } }),
      "not JSON",
    ];
    expect(plannedChanges(lines)).toEqual(["update aws_eks_cluster.Cluster", "update output b"]);
  });
});
