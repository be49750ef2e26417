import type { AuditFact, SourceEvent } from "./fact";
import type { Random } from "./random";

/** Who speaks to the API server. */
interface Caller {
  readonly username: string;
  readonly arn?: string;
  readonly userAgent: string;
}

const ACCOUNT = "111122223333";
const people: readonly Caller[] = ["alice", "bob", "carol"].map((person) => ({
  username: `platform:${person}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/platform-admin/${person}`,
  userAgent: "kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9",
}));
const pipeline: Caller = {
  username: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/pipeline`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/pipeline`,
  userAgent: "Helm/3.19.0",
};
const machines: readonly Caller[] = [
  { username: "system:node:ip-10-40-1-11.eu-central-1.compute.internal", userAgent: "kubelet/v1.34.1 (linux/arm64)" },
  { username: "system:node:ip-10-40-2-12.eu-central-1.compute.internal", userAgent: "kubelet/v1.34.1 (linux/arm64)" },
  { username: "system:kube-scheduler", userAgent: "kube-scheduler/v1.34.1 (linux/amd64)" },
  { username: "system:serviceaccount:kube-system:replicaset-controller", userAgent: "kube-controller-manager/v1.34.1" },
  { username: "system:serviceaccount:observability:fluent-bit", userAgent: "fluent-bit/5.1.1" },
  { username: "system:serviceaccount:games:lobby", userAgent: "okhttp/4.12.0" },
];

const ADDRESSES = ["10.40.1.11", "10.40.2.12", "198.51.100.7", "203.0.113.40"];
const NAMESPACES = ["games", "payments", "observability", "kube-system"];
const ACCESS_POLICY = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

/** What kinds of request there are, and in how many of a thousand cases. The rare ones are what the queries look for. */
const KINDS: readonly (readonly [make: (random: Random) => Partial<AuditFact> & { caller: Caller }, weight: number])[] = [
  [machineRead, 700],
  [machineWrite, 150],
  [personRead, 40],
  [personWrite, 25],
  [rbacChange, 12],
  [awsAuthChange, 6],
  [podSession, 14],
  [secretRead, 18],
  [refused, 15],
  [throttled, 12],
  [deprecatedCall, 8],
];

/** One event of the audit log; a session into a pod is two, with one audit id. */
export function auditEvents(random: Random, timestamp: number): readonly SourceEvent[] {
  const { caller, ...special } = random.weighted(KINDS)(random);
  const fact: AuditFact = {
    kind: "audit",
    auditId: random.uuid(),
    stage: "ResponseComplete",
    username: caller.username,
    arn: caller.arn,
    userAgent: caller.userAgent,
    verb: "get",
    apiVersion: "v1",
    resource: "pods",
    code: 200,
    sourceIp: random.pick(ADDRESSES),
    reason: caller.arn === undefined ? "" : reasonOf(random, caller),
    ...special,
  };
  const stages =
    fact.subresource !== undefined && fact.code === 101 ? (["ResponseStarted", "ResponseComplete"] as const) : [fact.stage];
  return stages.map((stage) => ({ fact: { ...fact, stage }, message: auditJson({ ...fact, stage }, timestamp) }));
}

function reasonOf(random: Random, { username }: Caller): string {
  return random.percent(60)
    ? `EKS Access Policy: allowed by ClusterRoleBinding "${username}+${ACCESS_POLICY}" of ClusterRole "${ACCESS_POLICY}" to User "${username}"`
    : 'RBAC: allowed by ClusterRoleBinding "platform" of ClusterRole "admin" to Group "platform"';
}

function machineRead(random: Random) {
  const [resource, apiGroup] = random.pick([
    ["pods", undefined],
    ["nodes", undefined],
    ["leases", "coordination.k8s.io"],
    ["endpointslices", "discovery.k8s.io"],
  ] as const);
  return { caller: random.pick(machines), verb: random.pick(["get", "list", "watch"]), resource, apiGroup, ...place(random) };
}

function machineWrite(random: Random) {
  return {
    caller: random.pick(machines),
    verb: random.pick(["update", "patch", "create"]),
    ...random.pick([
      { resource: "leases", apiGroup: "coordination.k8s.io" },
      { resource: "pods", subresource: "status" },
      { resource: "events" },
    ]),
    ...place(random),
  };
}

function personRead(random: Random) {
  return {
    caller: random.pick(people),
    verb: random.pick(["get", "list"]),
    resource: random.pick(["pods", "deployments"]),
    ...place(random),
  };
}

function personWrite(random: Random) {
  return {
    caller: random.pick([...people, pipeline]),
    verb: random.pick(["create", "update", "patch", "delete"]),
    resource: random.pick(["deployments", "services"]),
    apiGroup: "apps",
    ...place(random),
  };
}

function rbacChange(random: Random) {
  return {
    caller: random.pick([...people, pipeline, machines[3]!]),
    // Reads of the same objects, which are no changes.
    verb: random.pick(["create", "update", "patch", "delete", "get"]),
    apiGroup: "rbac.authorization.k8s.io",
    resource: random.pick(["clusterrolebindings", "rolebindings", "clusterroles"]),
    name: random.pick(["platform-admin", "games-reader", "payments-writer"]),
    namespace: random.percent(50) ? random.pick(NAMESPACES) : undefined,
    code: random.percent(90) ? 200 : 403,
  };
}

function awsAuthChange(random: Random) {
  const name = random.pick(["aws-auth", "aws-auth", "coredns"]);
  return {
    caller: random.pick(people),
    verb: random.pick(["update", "patch", "get"]),
    resource: "configmaps",
    namespace: "kube-system",
    name,
  };
}

function podSession(random: Random) {
  return {
    caller: random.pick(people),
    verb: "create",
    subresource: random.pick(["exec", "attach", "portforward"]),
    ...place(random),
    code: random.percent(85) ? 101 : 403,
  };
}

function secretRead(random: Random) {
  return {
    caller: random.pick([...people, pipeline, machines[4]!]),
    verb: random.pick(["get", "list"]),
    resource: "secrets",
    namespace: random.pick(NAMESPACES),
    name: random.pick(["redis", "tls", "pagerduty"]),
    code: random.percent(80) ? 200 : 403,
  };
}

function refused(random: Random) {
  const anonymous = { username: "system:anonymous", userAgent: "curl/8.5.0" };
  const code = random.pick([401, 403]);
  return { caller: random.pick([anonymous, ...people, machines[5]!]), resource: "nodes", code, ...place(random) };
}

function throttled(random: Random) {
  return {
    caller: random.pick([machines[4]!, machines[5]!, pipeline]),
    verb: "list",
    resource: random.pick(["pods", "endpoints"]),
    code: 429,
  };
}

function deprecatedCall(random: Random) {
  return {
    caller: random.pick([pipeline, machines[5]!]),
    verb: "list",
    apiGroup: "flowcontrol.apiserver.k8s.io",
    apiVersion: "v1beta3",
    resource: "flowschemas",
    removedRelease: "1.32",
  };
}

function place(random: Random) {
  return {
    namespace: random.pick(NAMESPACES),
    name: `${random.pick(["lobby", "ledger", "fluent-bit", "coredns"])}-${random.hex(5)}`,
  };
}

function auditJson(fact: AuditFact, timestamp: number): string {
  const { apiGroup, apiVersion, namespace, resource, name, subresource, arn } = fact;
  const path = [
    apiGroup ? `/apis/${apiGroup}/${apiVersion}` : `/api/${apiVersion}`,
    namespace && `namespaces/${namespace}`,
    resource,
    name,
    subresource,
  ];
  return JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: fact.auditId,
    stage: fact.stage,
    requestURI: path.filter((part) => part !== undefined).join("/"),
    verb: fact.verb,
    user: {
      username: fact.username,
      groups: ["system:authenticated"],
      ...(arn && {
        uid: `aws-iam-authenticator:${ACCOUNT}:AROAEXAMPLE`,
        extra: { arn: [arn], sessionName: [arn.split("/").at(-1)] },
      }),
    },
    sourceIPs: [fact.sourceIp],
    userAgent: fact.userAgent,
    objectRef: { resource, namespace, name, apiGroup, apiVersion, subresource },
    responseStatus: { metadata: {}, code: fact.code },
    requestReceivedTimestamp: new Date(timestamp - 3).toISOString(),
    stageTimestamp: new Date(timestamp).toISOString(),
    annotations: {
      "authorization.k8s.io/decision": fact.code === 403 ? "forbid" : "allow",
      "authorization.k8s.io/reason": fact.reason,
      ...(fact.removedRelease && { "k8s.io/deprecated": "true", "k8s.io/removed-release": fact.removedRelease }),
    },
  });
}
