import { describe, expect, it } from "vitest";
import { Retention } from "../../../constructs/core/retention";
import { FargateProfile, type FargateProfileProps } from "../../../constructs/eks/fargate-profile";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { cluster, key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, synthesise } from "../../support/synth";

const defaults: FargateProfileProps = {
  cluster,
  profileName: "batch",
  namePrefix: "obs-test",
  location,
  subnetIds: ["subnet-1", "subnet-2"],
  selectors: [{ namespace: "batch" }],
};

const synthesiseProfile = (props: Partial<FargateProfileProps> = {}) =>
  synthesise((scope) => {
    new FargateProfile(scope, "Fargate", { ...defaults, ...props });
  });

describe("FargateProfile", () => {
  it("runs the pods of its selectors in the private subnets", () => {
    const selectors = [{ namespace: "batch-*", labels: { "app.kubernetes.io/name": "job-?" } }, { namespace: "jobs" }];
    expect(onlyResourceOf(synthesiseProfile({ selectors }), "aws_eks_fargate_profile")).toMatchObject({
      cluster_name: "obs-test",
      fargate_profile_name: "batch",
      subnet_ids: ["subnet-1", "subnet-2"],
      selector: [{ namespace: "batch-*", labels: { "app.kubernetes.io/name": "job-?" } }, { namespace: "jobs" }],
    });
  });

  it("can be acted for by profiles of its own cluster only", () => {
    const role = onlyResourceOf(synthesiseProfile(), "aws_iam_role");
    expect(role.name).toBe("obs-test-batch-fargate-eu-central-1");
    expect(JSON.parse(role.assume_role_policy as string).Statement).toEqual([
      {
        Sid: "Assume",
        Effect: "Allow",
        Principal: { Service: "eks-fargate-pods.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:eks:eu-central-1:111122223333:fargateprofile/obs-test/*" } },
      },
    ]);
  });

  it("has the policy that Fargate asks for before the first pod starts, and no right to write logs", () => {
    const json = synthesiseProfile();
    expect(onlyResourceOf(json, "aws_iam_role_policy_attachment").policy_arn).toBe(
      "arn:aws:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy",
    );
    expect(resourcesOf(json, "aws_iam_role_policy")).toEqual([]);
    expect(onlyResourceOf(json, "aws_eks_fargate_profile").depends_on).toEqual([
      expect.stringContaining("aws_iam_role_policy_attachment"),
    ]);
  });

  it("writes logs into exactly the group given, and can't make one", () => {
    const policy = onlyResourceOf(synthesiseProfile({ logGroup: logGroup("/obs/fargate") }), "aws_iam_role_policy");
    expect(JSON.parse(policy.policy as string).Statement).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:eu-central-1:111122223333:log-group:/obs/fargate:*",
      },
    ]);
  });

  it("comes after the log group of the same stack", () => {
    const json = synthesise((scope) => {
      const group = new RetainedLogGroup(scope, "Group", { logGroupName: "/obs/fargate", retention: Retention.days(1), key });
      new FargateProfile(scope, "Fargate", { ...defaults, logGroup: group });
    });
    expect(onlyResourceOf(json, "aws_eks_fargate_profile").depends_on).toContainEqual(
      expect.stringContaining("aws_cloudwatch_log_group"),
    );
  });

  it.each<[Partial<FargateProfileProps>, RegExp]>([
    [{ profileName: "eks-batch" }, /profileName is not a name that EKS takes; got "eks-batch".*not with eks-/],
    [{ profileName: "a b" }, /profileName is not a name that EKS takes; got "a b"/],
    [{ subnetIds: [] }, /subnetIds is empty/],
    [{ selectors: [] }, /selectors has a length that EKS refuses; got 0; allowed: 1 to 5 selectors/],
    [{ selectors: Array.from({ length: 6 }, () => ({ namespace: "a" })) }, /selectors has a length that EKS refuses; got 6/],
    [{ selectors: [{ namespace: "a" }, { namespace: "B" }] }, /selectors\[1\]\.namespace is neither a namespace.*got "B"/],
    [{ selectors: [{ namespace: "a".repeat(64) }] }, /selectors\[0\]\.namespace is neither a namespace/],
    [
      { selectors: [{ namespace: "a", labels: { "a b": "c" } }] },
      /selectors\[0\]\.labels has a label that no pod can have; got \{"a b":"c"\}/,
    ],
    [{ selectors: [{ namespace: "a", labels: { a: "-" } }] }, /selectors\[0\]\.labels has a label.*got \{"a":"-"\}/],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseProfile(props)).toThrow(message);
  });
});
