import { describe, expect, it } from "vitest";
import { ClusterAutoscaler } from "../../../constructs/addons/cluster-autoscaler";
import { CLUSTER_AUTOSCALER_TAGS, KUBERNETES_VERSIONS } from "../../../constructs/core/versions";
import { onlyResourceOf } from "../../support/synth";
import { clusterAutoscalerProps, synthesiseAddOn, valuesOfRelease } from "./add-on-samples";

const build = () => synthesiseAddOn((scope) => void new ClusterAutoscaler(scope, "Autoscaler", clusterAutoscalerProps));

describe("ClusterAutoscaler", () => {
  it("is of the cluster's minor version, whichever that is", () => {
    for (const version of KUBERNETES_VERSIONS) {
      expect(CLUSTER_AUTOSCALER_TAGS[version]).toMatch(new RegExp(`^v${version.replace(".", "\\.")}\\.\\d+$`));
      const values = valuesOfRelease((scope) => {
        new ClusterAutoscaler(scope, "Autoscaler", { ...clusterAutoscalerProps, version });
      });
      expect(values.image).toEqual({ tag: CLUSTER_AUTOSCALER_TAGS[version] });
    }
  });

  it("finds the groups of its cluster by EKS' tags, and watches them from where our stack looks", () => {
    const values = valuesOfRelease((scope) => void new ClusterAutoscaler(scope, "Autoscaler", clusterAutoscalerProps));
    expect(values).toMatchObject({
      cloudProvider: "aws",
      awsRegion: "eu-west-1",
      autoDiscovery: { clusterName: "demo" },
      rbac: { serviceAccount: { create: true, name: "cluster-autoscaler" } },
      serviceMonitor: { enabled: true, namespace: "kube-system", selector: {} },
    });
  });

  it("may look at everything and change the groups of its cluster alone", () => {
    const { policy } = onlyResourceOf(build(), "aws_iam_role_policy");
    const { Statement } = JSON.parse(policy) as { Statement: { Action: string[]; Condition?: object }[] };
    const changing = Statement.filter(({ Action }) => Action.some((action) => !/:(Describe|Get)/.test(action)));
    expect(changing).toHaveLength(1);
    expect(changing[0]).toMatchObject({
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Condition: { StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/demo": "owned" } },
    });
  });

  it("starts after its role is there", () => {
    expect(onlyResourceOf(build(), "helm_release").depends_on).toEqual([
      expect.stringMatching(/^aws_eks_pod_identity_association\./),
    ]);
  });
});
