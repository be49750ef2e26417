import { Duration } from "../../constructs/core/duration";
import type { LogAlarmOptions, LogAlarmRule } from "./log-alarm";

/**
 * Alarms on the control plane's log. Its audit events are those of Kubernetes (audit.k8s.io/v1); EKS writes none at the stage
 * RequestReceived. Each pattern gives the same answer whether or not CloudWatch takes a missing property for an unequal one, which it
 * does not document.
 */
export function controlPlaneLogAlarms({
  trustedUsers = [],
  systemNamespaces = ["kube-system"],
}: LogAlarmOptions = {}): readonly LogAlarmRule[] {
  const byPeople = ["system:*", "eks:*", ...trustedUsers].map((user) => `$.user.username != "${user}"`);
  return [
    {
      alarm: "AnonymousRequestAllowed",
      reads: "control-plane",
      // Load balancers and tools ask these paths without a name, and Kubernetes lets them.
      pattern: json(
        '$.user.username = "system:anonymous"',
        SUCCEEDED,
        ...["/livez*", "/readyz*", "/healthz*", "/version*"].map((path) => `$.requestURI != "${path}"`),
      ),
      matches: 1,
      within: Duration.minutes(5),
      severity: "page",
      summary: "The Kubernetes API answered somebody without a name.",
    },
    {
      alarm: "AwsAuthChanged",
      reads: "control-plane",
      pattern: json(
        '$.objectRef.resource = "configmaps"',
        '$.objectRef.name = "aws-auth"',
        '$.objectRef.namespace = "kube-system"',
        oneOf("$.verb", CHANGES),
        SUCCEEDED,
      ),
      matches: 1,
      within: Duration.minutes(5),
      severity: "page",
      summary: "The ConfigMap aws-auth, which can give cluster administrator rights, was changed.",
    },
    {
      alarm: "RbacChangedByPerson",
      reads: "control-plane",
      pattern: json('$.objectRef.apiGroup = "rbac.authorization.k8s.io"', oneOf("$.verb", CHANGES), SUCCEEDED, ...byPeople),
      matches: 1,
      within: Duration.minutes(5),
      severity: "ticket",
      summary: "Somebody changed roles or role bindings of Kubernetes by hand.",
    },
    {
      alarm: "SecretReadByPerson",
      reads: "control-plane",
      pattern: json('$.objectRef.resource = "secrets"', oneOf("$.verb", ["get", "list", "watch"]), SUCCEEDED, ...byPeople),
      matches: 1,
      within: Duration.minutes(5),
      severity: "ticket",
      summary: "Somebody who is no part of the system read a Kubernetes secret.",
    },
    {
      alarm: "ShellInSystemNamespace",
      reads: "control-plane",
      // ResponseStarted is written when the session begins, ResponseComplete when it ends, which may be hours later.
      pattern: json(
        oneOf("$.objectRef.subresource", ["exec", "attach", "portforward"]),
        oneOf("$.objectRef.namespace", systemNamespaces),
        '$.stage = "ResponseStarted"',
      ),
      matches: 1,
      within: Duration.minutes(5),
      severity: "ticket",
      summary: "Somebody opened a session into a pod of the system.",
    },
    {
      alarm: "ManyForbiddenRequests",
      reads: "control-plane",
      // Without anonymous requests, with which the internet knocks at every public endpoint.
      pattern: json("$.responseStatus.code = 403", '$.stage = "ResponseComplete"', '$.user.username != "system:anonymous"'),
      matches: 50,
      within: Duration.minutes(5),
      severity: "ticket",
      summary: "Many requests to the Kubernetes API were forbidden (403).",
    },
    {
      alarm: "ManyUnauthorizedRequests",
      reads: "control-plane",
      // Kubernetes writes one event for each, at the stage ResponseStarted and without a user.
      pattern: json("$.responseStatus.code = 401"),
      matches: 50,
      within: Duration.minutes(5),
      severity: "ticket",
      summary: "Many requests to the Kubernetes API came with credentials that it does not accept (401).",
    },
    {
      alarm: "ManyRefusedIdentities",
      reads: "control-plane",
      // The authenticator writes text. The path keeps audit events out that quote the words.
      pattern: '"access denied" "path=/authenticate"',
      matches: 20,
      within: Duration.minutes(5),
      severity: "ticket",
      summary: "Many IAM identities that have no access to the cluster tried to get in.",
    },
  ];
}

const CHANGES = ["create", "update", "patch", "delete", "deletecollection"];
const SUCCEEDED = "$.responseStatus.code < 400";

function json(...conditions: readonly string[]): string {
  return `{ ${conditions.join(" && ")} }`;
}

function oneOf(selector: string, values: readonly string[]): string {
  const conditions = values.map((value) => `${selector} = "${value}"`);
  return conditions.length === 1 ? conditions[0]! : `(${conditions.join(" || ")})`;
}
