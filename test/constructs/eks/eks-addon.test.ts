import { describe, expect, it } from "vitest";
import { EksAddon, type EksAddonProps } from "../../../constructs/eks/eks-addon";
import { addonVersion } from "../../../constructs/core/versions";
import { cluster } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

const synthesiseAddon = (props: Partial<EksAddonProps> = {}) =>
  synthesise((scope) => {
    new EksAddon(scope, "Addon", { cluster, addonName: "vpc-cni", ...props });
  });
const addonOf = (props: Partial<EksAddonProps> = {}) => onlyResourceOf(synthesiseAddon(props), "aws_eks_addon");

describe("EksAddon", () => {
  it("takes over what is there, keeps people's changes, and gives its pods a role through Pod Identity", () => {
    const addon = addonOf({
      configuration: { env: { ENABLE_PREFIX_DELEGATION: "true" } },
      identity: { roleName: "cni", serviceAccount: "aws-node", managedPolicyArn: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy" },
    });
    expect(addon).toMatchObject({
      addon_name: "vpc-cni",
      configuration_values: '{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}',
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "PRESERVE",
      preserve: false,
      pod_identity_association: [{ service_account: "aws-node", role_arn: expect.stringContaining("aws_iam_role") }],
      depends_on: [expect.stringContaining("aws_iam_role_policy_attachment")],
    });
  });

  it("is pinned to the version of the table for the cluster's Kubernetes version", () => {
    expect(addonOf({ cluster: { ...cluster, version: "1.34" } }).addon_version).toBe(addonVersion("vpc-cni", "1.34"));
    expect(addonOf({ cluster: { ...cluster, version: "1.34" }, addonVersion: "v1.19.0-eksbuild.1" }).addon_version).toBe(
      "v1.19.0-eksbuild.1",
    );
  });

  it("leaves the version to EKS when nothing is known of the cluster or of the add-on", () => {
    expect(addonOf()).not.toHaveProperty("addon_version");
    expect(addonOf({ cluster: { ...cluster, version: "1.34" }, addonName: "somebody-elses" })).not.toHaveProperty(
      "addon_version",
    );
  });

  it("handles conflicts and its removal as it is told", () => {
    expect(addonOf({ conflictsOnCreate: "none", conflictsOnUpdate: "overwrite", keepOnRemoval: true })).toMatchObject({
      resolve_conflicts_on_create: "NONE",
      resolve_conflicts_on_update: "OVERWRITE",
      preserve: true,
    });
  });

  it("gives its pods exactly the statements named", () => {
    const statements = [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] }];
    const json = synthesiseAddon({ identity: { roleName: "role", serviceAccount: "account", statements } });
    expect(JSON.parse(onlyResourceOf(json, "aws_iam_role_policy").policy).Statement).toEqual([
      { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" },
    ]);
    expect(json.resource).not.toHaveProperty("aws_iam_role_policy_attachment");
  });

  it.each<[Partial<EksAddonProps>, RegExp]>([
    [{ addonVersion: "1.20.4" }, /addonVersion is no version of a managed add-on; got "1\.20\.4"; allowed: a version such as/],
    [
      { identity: { roleName: "role", serviceAccount: "account" } },
      /identity gives the add-on's pods a role that may do nothing/,
    ],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseAddon(props)).toThrow(message);
  });
});
