import { describe, expect, it } from "vitest";
import { withoutNewerArguments } from "./newer-arguments";

const files = {
  "main.tf.json": { module: {} },
  "production-cluster/main.tf.json": {
    resource: { aws_eks_cluster: { C: { name: "a", deletion_protection: true } }, aws_vpc: { V: { deletion_protection: true } } },
  },
};

describe("withoutNewerArguments", () => {
  it("leaves out exactly what the provider does not know, and names it", () => {
    const { files: kept, leftOut } = withoutNewerArguments(files, "5.100.0");
    expect(kept["production-cluster/main.tf.json"]).toEqual({
      resource: { aws_eks_cluster: { C: { name: "a" } }, aws_vpc: { V: { deletion_protection: true } } },
    });
    expect(leftOut).toEqual(["production-cluster aws_eks_cluster.C deletion_protection (since 6.9.0, planned with 5.100.0)"]);
  });

  it.each(["6.9.0", "6.10.1", "7.0.0"])("leaves everything in for %s", (version) => {
    expect(withoutNewerArguments(files, version)).toEqual({ files, leftOut: [] });
  });

  it("does not change what it was given", () => {
    withoutNewerArguments(files, "6.8.9");
    expect(files["production-cluster/main.tf.json"].resource.aws_eks_cluster.C.deletion_protection).toBe(true);
  });
});
