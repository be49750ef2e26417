import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import { controlPlaneLogGroupName, EksCluster, type EksClusterProps } from "../../../constructs/eks/eks-cluster";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { cluster, key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

const synthesiseCluster = (props: Partial<EksClusterProps> = {}, more: (cluster: EksCluster) => void = () => undefined) =>
  synthesise((scope) => {
    more(
      new EksCluster(scope, "Cluster", {
        clusterName: "obs-test",
        location,
        version: "1.34",
        subnetIds: ["subnet-1", "subnet-2"],
        key,
        controlPlaneLogGroup: logGroup("/aws/eks/obs-test/cluster"),
        ...props,
      }),
    );
  });

describe("EksCluster", () => {
  it("logs all five parts of the control plane, encrypts secrets with the key given and rules access by entries", () => {
    expect(onlyResourceOf(synthesiseCluster(), "aws_eks_cluster")).toMatchObject({
      name: "obs-test",
      version: "1.34",
      enabled_cluster_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryption_config: { provider: { key_arn: key.keyArn }, resources: ["secrets"] },
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      bootstrap_self_managed_addons: false,
      upgrade_policy: { support_type: "STANDARD" },
    });
  });

  it("keeps the Kubernetes API private unless blocks are named", () => {
    expect(onlyResourceOf(synthesiseCluster(), "aws_eks_cluster").vpc_config).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: false,
    });
    expect(
      onlyResourceOf(synthesiseCluster({ publicAccessCidrs: ["203.0.113.0/24"] }), "aws_eks_cluster").vpc_config,
    ).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ["203.0.113.0/24"],
    });
  });

  it("comes after its log group and after its role's policies", () => {
    const json = synthesise((scope) => {
      const controlPlaneLogGroup = new RetainedLogGroup(scope, "Logs", {
        logGroupName: controlPlaneLogGroupName("obs-test"),
        retention: Retention.days(30),
        key,
      });
      const subnetIds = ["subnet-1", "subnet-2"];
      new EksCluster(scope, "Cluster", {
        clusterName: "obs-test",
        location,
        version: "1.34",
        subnetIds,
        key,
        controlPlaneLogGroup,
      });
    });
    expect(onlyResourceOf(json, "aws_cloudwatch_log_group").name).toBe("/aws/eks/obs-test/cluster");
    expect(onlyResourceOf(json, "aws_eks_cluster").depends_on).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_cloudwatch_log_group\.Logs/),
        expect.stringMatching(/^aws_iam_role_policy\./),
        expect.stringMatching(/^aws_iam_role_policy_attachment\./),
      ]),
    );
  });

  it("gives others its endpoint, authority and security group", () => {
    const json = synthesiseCluster({}, (created) => {
      new TerraformOutput(created, "Endpoint", { value: created.clusterEndpoint, staticId: true });
      new TerraformOutput(created, "Authority", { value: created.clusterCertificateAuthorityData, staticId: true });
      new TerraformOutput(created, "Group", { value: created.clusterSecurityGroupId, staticId: true });
    });
    const values = Object.values(json.output!).map((output) => output.value as string);
    expect(values.map((value) => value.replace(/Cluster_[0-9A-F]+/, "Cluster"))).toEqual(
      expect.arrayContaining([
        "${aws_eks_cluster.Cluster.endpoint}",
        "${aws_eks_cluster.Cluster.certificate_authority[0].data}",
        "${aws_eks_cluster.Cluster.vpc_config[0].cluster_security_group_id}",
      ]),
    );
  });

  it.each<[Partial<EksClusterProps>, RegExp]>([
    [{ clusterName: "my.cluster" }, /clusterName makes a name that AWS refuses.*got "my\.cluster"/s],
    [{ version: "1.20" as "1.34" }, /version is not a Kubernetes version.*got "1\.20"; allowed: 1\.33/],
    [{ subnetIds: ["subnet-1"] }, /subnetIds must name subnets in at least two zones; got 1/],
    [{ logTypes: ["etcd" as "api"] }, /logTypes names parts of the control plane that write no logs; got \["etcd"\]/],
    [{ publicAccessCidrs: ["0.0.0.0/0"] }, /publicAccessCidrs opens the Kubernetes API to the whole internet/],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseCluster(props)).toThrow(message);
  });

  it("takes a cluster that exists", () => {
    expect(EksCluster.fromAttributes(cluster)).toBe(cluster);
  });
});

describe("AccessEntry", () => {
  it("lets a role into the whole cluster, or into namespaces", () => {
    const entry = (namespaces?: string[]) =>
      onlyResourceOf(
        synthesiseCluster({}, (created) => {
          created.addAccessEntry("Admin", {
            principalArn: "arn:aws:iam::111122223333:role/admin",
            policy: "AmazonEKSClusterAdminPolicy",
            location,
            namespaces,
          });
        }),
        "aws_eks_access_policy_association",
      );
    expect(entry()).toMatchObject({
      policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      access_scope: { type: "cluster" },
    });
    expect(entry(["team"]).access_scope).toEqual({ type: "namespace", namespaces: ["team"] });
  });
});

describe("EksAddon", () => {
  it("takes over what is there, keeps people's changes, and gives its pods a role through Pod Identity", () => {
    const json = synthesiseCluster({}, (created) => {
      created.addAddon("VpcCni", {
        addonName: "vpc-cni",
        configuration: { env: { ENABLE_PREFIX_DELEGATION: "true" } },
        identity: {
          roleName: "cni",
          serviceAccount: "aws-node",
          managedPolicyArn: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
        },
      });
    });
    expect(onlyResourceOf(json, "aws_eks_addon")).toMatchObject({
      addon_name: "vpc-cni",
      configuration_values: '{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}',
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "PRESERVE",
      pod_identity_association: [{ service_account: "aws-node", role_arn: expect.stringContaining("aws_iam_role") }],
      depends_on: [expect.stringContaining("aws_iam_role_policy_attachment")],
    });
  });
});
