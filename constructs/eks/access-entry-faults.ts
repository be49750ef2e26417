import { Token } from "cdktf";
import type { AwsLocation } from "../core/aws-location";
import { type Fault, oneOfFaults } from "../core/validation";
import type { AccessEntryOptions } from "./access-entry-props";
import { ACCESS_ENTRY_TYPES, ACCESS_POLICIES, type AccessPolicyGrant, AUTO_NODE_POLICY } from "./access-policies";

/** Everything that EKS would refuse about an access entry, and entries that let nobody do anything. */
export function accessEntryFaults(props: AccessEntryOptions): Fault[] {
  const { type, policies = [] } = props;
  return [
    ...oneOfFaults("type", type, ACCESS_ENTRY_TYPES),
    ...principalFaults(props),
    ...(type === undefined || type === "STANDARD" ? standardFaults(props) : nodeFaults(props)),
    ...policies.flatMap((grant, index) => policyFaults(grant, policies.slice(0, index))),
  ];
}

/** Everything that EKS would refuse about one more access policy of an entry. */
export function policyFaults({ policy, namespaces }: AccessPolicyGrant, before: readonly AccessPolicyGrant[]): Fault[] {
  const path = `policies.${policy}`;
  const faults = oneOfFaults(path, policy, [...ACCESS_POLICIES, AUTO_NODE_POLICY]);
  if (before.some((earlier) => earlier.policy === policy)) {
    faults.push({
      path,
      problem: "is given twice, and EKS keeps one scope for each policy",
      got: policy,
      fix: "name all namespaces in one place",
    });
  }
  if (namespaces?.length === 0) {
    faults.push({
      path: `${path}.namespaces`,
      problem: "are an empty list, which says neither the whole cluster nor a part of it",
      got: namespaces,
      allowed: "one namespace or more",
      fix: "leave it out for the whole cluster, or leave the policy out",
    });
  }
  const unknown = (namespaces ?? []).filter(
    (name) => !Token.isUnresolved(name) && !/^[a-z0-9*]([a-z0-9*-]{0,61}[a-z0-9*])?$/.test(name),
  );
  if (unknown.length > 0) {
    faults.push({
      path: `${path}.namespaces`,
      problem: "names what can't be a Kubernetes namespace",
      got: unknown,
      allowed: "1 to 63 lower-case letters, digits and hyphens, and * for any of them",
      fix: "write the names as `kubectl get namespaces` prints them",
    });
  }
  return faults;
}

function standardFaults({ policies = [], kubernetesGroups = [], userName }: AccessEntryOptions): Fault[] {
  const faults = [
    ...kubernetesGroups.flatMap((group) => reservedFaults("kubernetesGroups", group)),
    ...(userName === undefined ? [] : [...reservedFaults("userName", userName), ...sessionNameFaults(userName)]),
  ];
  if (policies.length === 0 && kubernetesGroups.length === 0 && userName === undefined) {
    faults.push({
      path: "policies",
      problem: "are missing, and so are kubernetesGroups and userName: the principal could sign in and do nothing",
      allowed: "an access policy, a group or a user name that RBAC speaks of",
      fix: "say what the principal may do",
    });
  }
  if (policies.some(({ policy }) => policy === AUTO_NODE_POLICY)) {
    faults.push({
      path: `policies.${AUTO_NODE_POLICY}`,
      problem: "is for the nodes of Auto Mode, and the entry is of type STANDARD",
      got: AUTO_NODE_POLICY,
      allowed: ACCESS_POLICIES.join(", "),
      fix: 'choose one of these, or type "EC2" for a node role',
    });
  }
  return faults;
}

function nodeFaults({ type, policies = [], kubernetesGroups, userName }: AccessEntryOptions): Fault[] {
  const faults: Fault[] = [];
  const allowed = type === "EC2" ? [AUTO_NODE_POLICY] : [];
  const refused = policies.filter(({ policy, namespaces }) => !allowed.includes(policy as never) || namespaces !== undefined);
  if (refused.length > 0 || (type === "EC2" && policies.length === 0)) {
    faults.push({
      path: "policies",
      problem: `do not fit an entry of type ${type}`,
      got: policies,
      allowed:
        type === "EC2" ? `exactly ${AUTO_NODE_POLICY}, for the whole cluster` : "none: EKS gives nodes their rights by itself",
      fix: type === "EC2" ? `give { policy: "${AUTO_NODE_POLICY}" }` : "leave the policies out",
    });
  }
  for (const [path, got] of Object.entries({ kubernetesGroups, userName })) {
    if (got !== undefined) {
      faults.push({
        path,
        problem: `is given to an entry of type ${type}, where EKS decides it`,
        got,
        fix: "leave it out",
      });
    }
  }
  return faults;
}

/** @see Amazon EKS User Guide, "Create access entries": prefixes (read 2026-11); EKS refuses system: for groups with the same words */
const RESERVED_PREFIXES = ["system:", "eks:", "aws:", "amazon:", "iam:"];

function reservedFaults(path: string, name: string): Fault[] {
  if (!RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix))) {
    return [];
  }
  return [
    {
      path,
      problem: "begins with what EKS keeps for itself",
      got: name,
      allowed: `names that begin with none of ${RESERVED_PREFIXES.join(" ")}`,
      fix: "bind a group of your own by RBAC; in place of system:masters give the policy AmazonEKSClusterAdminPolicy",
    },
  ];
}

function sessionNameFaults(userName: string): Fault[] {
  const [before, ...rest] = userName.split("{{SessionName}}");
  if (rest.length === 0 || before!.includes(":")) {
    return [];
  }
  return [
    {
      path: "userName",
      problem: "has no colon before {{SessionName}}, which EKS asks for",
      got: userName,
      allowed: "such as team:{{SessionName}}",
      fix: "put a colon before it",
    },
  ];
}

function principalFaults({ principalArn, type = "STANDARD", location }: AccessEntryOptions): Fault[] {
  if (Token.isUnresolved(principalArn)) {
    return [];
  }
  const [problem, fix] = principalProblem(principalArn, type !== "STANDARD", location) ?? [];
  if (problem === undefined || fix === undefined) {
    return [];
  }
  return [
    {
      path: "principalArn",
      problem,
      got: principalArn,
      allowed: `arn:${location.partition}:iam::<account>:role/<path and name>${type === "STANDARD" ? ", or user/<name>" : ""}`,
      fix,
    },
  ];
}

/** What is wrong with a principal, and what to do about it. */
function principalProblem(arn: string, isNode: boolean, { partition, account }: AwsLocation): [string, string] | undefined {
  if (/[*?]/.test(arn)) {
    return ["has a wildcard, and an entry admits exactly one principal", "make one entry for each role"];
  }
  if (arn.endsWith(":root")) {
    return ["is an account, not a principal", "name the role that people of the account assume"];
  }
  if (/^arn:[^:]+:sts:/.test(arn)) {
    return ["is a session, which ends", "name the role that was assumed, arn:...:iam::...:role/..."];
  }
  const match = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):(role|user)\/([\w+=,.@/-]+)$/.exec(arn);
  if (match === null) {
    return ["is not the ARN of a role or a user", "take the ARN that `aws iam get-role` prints"];
  }
  const [, ownPartition, ownAccount, kind, name] = match as unknown as [string, string, string, string, string];
  if (ownPartition !== partition) {
    return [`belongs to another partition than the cluster (${partition})`, "name a role of the cluster's partition"];
  }
  if (name.startsWith("aws-service-role/")) {
    return [
      "is a service-linked role, which access entries don't support",
      "leave the entry out: the service has its own way in",
    ];
  }
  if (/(^|\/)AWSReservedSSO_/.test(name) && !name.startsWith("aws-reserved/sso.amazonaws.com/")) {
    return [
      "is a role of IAM Identity Center without its path, so that nobody would match it",
      "write the path too: role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_...",
    ];
  }
  if (isNode && kind === "user") {
    return ["is a user, and nodes have roles", "name the role of the nodes"];
  }
  if (isNode && ownAccount !== account) {
    return [`belongs to another account than the cluster (${account})`, "name a role of the cluster's account"];
  }
  return undefined;
}
