import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import type { EksClusterProps } from "../../../constructs/eks/cluster-props";
import { controlPlaneLogGroupName, EksCluster } from "../../../constructs/eks/eks-cluster";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { cluster, key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, stackWith, synthesise } from "../../support/synth";

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
    [{ publicAccessCidrs: ["203.0.113.7"] }, /publicAccessCidrs is no IPv4 block, or one that is too wide; got "203\.0\.113\.7"/],
    [
      { privateAccessCidrs: ["10.0.0.0/7"] },
      /privateAccessCidrs is no IPv4 block, or one that is too wide; got "10\.0\.0\.0\/7"/,
    ],
    [{ securityGroupIds: ["1", "2", "3", "4", "5"] }, /securityGroupIds are more than .* takes.*got 5; allowed: at most 4/],
    [{ serviceIpv4Cidr: "172.20.0.0/25" }, /serviceIpv4Cidr is no block that EKS gives to services; got "172\.20\.0\.0\/25"/],
    [{ serviceIpv4Cidr: "10.32.0.0/11" }, /serviceIpv4Cidr is no block that EKS gives to services/],
    [{ serviceIpv4Cidr: "100.64.0.0/16" }, /serviceIpv4Cidr is no block that EKS gives to services/],
    [
      { serviceIpv4Cidr: "172.20.0.0/16", ipFamily: "ipv6" },
      /serviceIpv4Cidr has no meaning for a cluster whose services have IPv6/,
    ],
    [{ today: new Date("2031-01-01") }, /version .*1\.34/],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseCluster(props)).toThrow(message);
  });

  it("takes a cluster that exists, when its attributes belong together", () => {
    expect(EksCluster.fromAttributes(cluster)).toBe(cluster);
    expect(() => EksCluster.fromAttributes({ ...cluster, clusterName: "other" })).toThrow(
      /clusterArn is not the ARN of an EKS cluster/,
    );
    expect(() => EksCluster.fromAttributes({ ...cluster, clusterEndpoint: "api.example.com" })).toThrow(
      /clusterEndpoint is no URL of a Kubernetes API; got "api\.example\.com"/,
    );
  });

  it("says the line that kubectl needs next", () => {
    synthesiseCluster({}, (created) => {
      expect(created.updateKubeconfigCommand).toBe("aws eks update-kubeconfig --region eu-central-1 --name obs-test");
    });
  });

  it("opens the private endpoint to the blocks named, one rule a block", () => {
    const rules = resourcesOf(
      synthesiseCluster({ privateAccessCidrs: ["10.8.0.0/16", "192.168.4.0/24"] }),
      "aws_vpc_security_group_ingress_rule",
    );
    expect(rules).toMatchObject([
      { cidr_ipv4: "10.8.0.0/16", ip_protocol: "tcp", from_port: 443, to_port: 443 },
      { cidr_ipv4: "192.168.4.0/24" },
    ]);
    expect(rules[0]!.security_group_id).toMatch(/vpc_config\[0\]\.cluster_security_group_id/);
  });

  it("leaves out what is not asked for, so that no default of ours replaces or changes a cluster", () => {
    const block = onlyResourceOf(synthesiseCluster(), "aws_eks_cluster");
    for (const name of [
      "deletion_protection",
      "zonal_shift_config",
      "kubernetes_network_config",
      "compute_config",
      "storage_config",
    ]) {
      expect(block).not.toHaveProperty(name);
    }
  });

  it("takes deletion protection, zonal shift, extended support, security groups and addresses on request", () => {
    const all = synthesiseCluster({
      deletionProtection: true,
      zonalShift: true,
      upgradePolicy: "extended",
      securityGroupIds: ["sg-1"],
      serviceIpv4Cidr: "172.20.0.0/16",
    });
    expect(onlyResourceOf(all, "aws_eks_cluster")).toMatchObject({
      deletion_protection: true,
      zonal_shift_config: { enabled: true },
      upgrade_policy: { support_type: "EXTENDED" },
      vpc_config: { security_group_ids: ["sg-1"] },
      kubernetes_network_config: { service_ipv4_cidr: "172.20.0.0/16" },
    });
    expect(onlyResourceOf(synthesiseCluster({ ipFamily: "ipv6" }), "aws_eks_cluster").kubernetes_network_config).toEqual({
      ip_family: "ipv6",
    });
  });

  it("turns on the three parts of Auto Mode together, with the rights that they need", () => {
    const json = synthesiseCluster({ autoMode: {} });
    expect(onlyResourceOf(json, "aws_eks_cluster")).toMatchObject({
      compute_config: {
        enabled: true,
        node_pools: ["general-purpose", "system"],
        node_role_arn: expect.stringContaining("aws_iam_role"),
      },
      storage_config: { block_storage: { enabled: true } },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
    });
    const policies = resourcesOf(json, "aws_iam_role_policy_attachment").map(({ policy_arn }) =>
      (policy_arn as string).split("/").at(-1),
    );
    expect(policies.sort()).toEqual([
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSBlockStoragePolicy",
      "AmazonEKSClusterPolicy",
      "AmazonEKSComputePolicy",
      "AmazonEKSLoadBalancingPolicy",
      "AmazonEKSNetworkingPolicy",
      "AmazonEKSWorkerNodeMinimalPolicy",
    ]);
    const trust = resourcesOf(json, "aws_iam_role").map(({ assume_role_policy }) => assume_role_policy as string);
    expect(trust.some((document) => document.includes("eks.amazonaws.com") && document.includes("sts:TagSession"))).toBe(true);
  });

  it("starts no node by itself when Auto Mode has no pool", () => {
    const { compute_config } = onlyResourceOf(synthesiseCluster({ autoMode: { nodePools: [] } }), "aws_eks_cluster");
    expect(compute_config).toEqual({ enabled: true, node_pools: [] });
  });

  it.each([
    ["2026-08-01", undefined],
    ["2026-11-01", /1\.34.*2026-12-02/],
  ] as const)("judges the support of its version on %s", (day, warning) => {
    const stack = stackWith((scope) => {
      new EksCluster(scope, "Cluster", {
        clusterName: "obs-test",
        location,
        version: "1.34",
        subnetIds: ["subnet-1", "subnet-2"],
        key,
        controlPlaneLogGroup: logGroup("/aws/eks/obs-test/cluster"),
        today: new Date(day),
      });
    });
    const warnings = stack.node.findChild("Cluster").node.metadata.filter(({ type }) => type === "@cdktf/warn");
    if (warning) {
      expect(warnings.map(({ data }) => data as string)).toEqual([expect.stringMatching(warning)]);
    } else {
      expect(warnings).toEqual([]);
    }
  });
});
