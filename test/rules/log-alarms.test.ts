import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filterPatternFaults } from "../../constructs/logs/log-filter-faults";
import { parseLogFilterPattern } from "../../constructs/logs/log-filter-reader";
import { ruleGroups } from "../../rules";
import { logAlarmRules } from "../../rules/log-alarms";
import { isAlert, runbookPage, SEVERITIES } from "../../rules/rule";
import { auditEvents } from "../queries/events/audit-events";
import { authenticatorEvent } from "../queries/events/control-plane-events";
import type { AuditFact } from "../queries/events/fact";
import { Random } from "../queries/events/random";
import { FILTER_READINGS, matchesFilter } from "../support/log-filter-match";
import { auditEvent, cloudTrailEvent, PERSON, unauthorizedEvent } from "./audit-samples";

const rules = logAlarmRules();
const ruleOf = (name: string) => rules.find(({ alarm }) => alarm === name)!;

/** Whether an alarm counts an event; fails when that depends on what AWS leaves open. */
function counts(name: string, message: string, pattern = ruleOf(name).pattern): boolean {
  const [one, other] = FILTER_READINGS.map((reading) => matchesFilter(parseLogFilterPattern(pattern), message, reading));
  expect(one, `${name} depends on whether a missing property is unequal: ${message}`).toBe(other);
  return one!;
}

const secret = { resource: "secrets", namespace: "payments", name: "redis", apiVersion: "v1" };
const binding = { resource: "clusterrolebindings", name: "admins", apiGroup: "rbac.authorization.k8s.io", apiVersion: "v1" };
const awsAuth = { resource: "configmaps", namespace: "kube-system", name: "aws-auth", apiVersion: "v1" };
const shell = { resource: "pods", namespace: "kube-system", name: "coredns-1", apiVersion: "v1", subresource: "exec" };
const anonymous = "system:anonymous";
const controller = "system:serviceaccount:kube-system:clusterrole-aggregation-controller";
const refused =
  'time="2026-11-20T09:21:35Z" level=warning msg="access denied" arn="arn:aws:iam::111122223333:role/x" client="127.0.0.1:4711" error="ARN is not mapped" method=POST path=/authenticate';

/** What each alarm counts, and what it must not count though it is nearly the same. */
const CASES: Readonly<Record<string, { readonly counted: readonly string[]; readonly passed: readonly string[] }>> = {
  AnonymousRequestAllowed: {
    counted: [
      auditEvent({ username: anonymous, requestURI: "/api/v1/namespaces/games/pods" }),
      auditEvent({ username: anonymous, requestURI: "/apis?timeout=32s" }),
      auditEvent({ username: anonymous, requestURI: "/api/v1/pods?path=/livez" }),
    ],
    passed: [
      auditEvent({ username: anonymous, requestURI: "/api/v1/pods", code: 403 }),
      auditEvent({ username: anonymous, requestURI: "/livez?exclude=kms-provider-0" }),
      auditEvent({ username: anonymous, requestURI: "/readyz" }),
      auditEvent({ username: anonymous, requestURI: "/version" }),
      auditEvent(),
      unauthorizedEvent(),
    ],
  },
  AwsAuthChanged: {
    counted: ["create", "update", "patch", "delete"].map((verb) => auditEvent({ verb, objectRef: awsAuth })),
    passed: [
      auditEvent({ objectRef: awsAuth }),
      auditEvent({ verb: "update", objectRef: awsAuth, code: 403 }),
      auditEvent({ verb: "update", objectRef: { ...awsAuth, name: "coredns" } }),
      auditEvent({ verb: "update", objectRef: { ...awsAuth, namespace: "games" } }),
      auditEvent({ verb: "update", objectRef: { ...awsAuth, resource: "secrets" } }),
    ],
  },
  RbacChangedByPerson: {
    counted: [
      auditEvent({ verb: "create", objectRef: binding, code: 201 }),
      auditEvent({ verb: "deletecollection", objectRef: { ...binding, resource: "roles", namespace: "games" } }),
      auditEvent({ verb: "patch", objectRef: binding, username: "platform:bob" }),
    ],
    passed: [
      auditEvent({ verb: "list", objectRef: binding }),
      auditEvent({ verb: "create", objectRef: binding, code: 403 }),
      auditEvent({ verb: "update", objectRef: binding, username: controller }),
      auditEvent({ verb: "patch", objectRef: binding, username: "eks:addon-manager" }),
      auditEvent({ verb: "create", objectRef: { ...binding, apiGroup: "apps" } }),
    ],
  },
  SecretReadByPerson: {
    counted: [
      auditEvent({ objectRef: secret }),
      auditEvent({ verb: "list", objectRef: { resource: "secrets", apiVersion: "v1" } }),
      auditEvent({ verb: "watch", stage: "ResponseStarted", objectRef: secret, username: "platform:bob" }),
    ],
    passed: [
      auditEvent({ objectRef: secret, code: 403 }),
      auditEvent({ objectRef: secret, code: 404 }),
      auditEvent({ verb: "create", objectRef: secret }),
      auditEvent({ objectRef: secret, username: "system:serviceaccount:external-secrets:external-secrets" }),
      auditEvent({ objectRef: secret, username: "system:node:ip-10-40-1-11.eu-central-1.compute.internal" }),
      auditEvent({ objectRef: secret, username: "eks:addon-manager" }),
      auditEvent({ objectRef: { ...secret, resource: "configmaps" } }),
    ],
  },
  ShellInSystemNamespace: {
    counted: ["exec", "attach", "portforward"].map((subresource) =>
      auditEvent({ verb: "create", stage: "ResponseStarted", code: 101, objectRef: { ...shell, subresource } }),
    ),
    passed: [
      // The same session, at its end.
      auditEvent({ verb: "create", code: 101, objectRef: shell }),
      auditEvent({ verb: "get", stage: "ResponseStarted", code: 101, objectRef: { ...shell, namespace: "games" } }),
      auditEvent({ verb: "get", stage: "ResponseStarted", objectRef: { ...shell, subresource: "log" } }),
      auditEvent({ verb: "watch", stage: "ResponseStarted", objectRef: { resource: "pods", namespace: "kube-system" } }),
    ],
  },
  ManyForbiddenRequests: {
    counted: [auditEvent({ code: 403 }), auditEvent({ code: 403, username: "system:serviceaccount:games:lobby" })],
    passed: [
      auditEvent(),
      auditEvent({ code: 404 }),
      auditEvent({ code: 403, username: anonymous }),
      // A refused session has a first event too, and would count twice.
      auditEvent({ code: 403, stage: "ResponseStarted", objectRef: shell }),
      unauthorizedEvent(),
    ],
  },
  ManyUnauthorizedRequests: {
    counted: [unauthorizedEvent()],
    passed: [auditEvent({ code: 403 }), auditEvent(), unauthorizedEvent(403)],
  },
  ManyRefusedIdentities: {
    counted: [refused],
    passed: [
      refused.replace("access denied", "access granted"),
      // Somebody who writes the words into an object.
      auditEvent({ requestURI: "/api/v1/pods?fieldSelector=access denied" }),
    ],
  },
  AccessEntryChanged: {
    counted: [
      "CreateAccessEntry",
      "UpdateAccessEntry",
      "DeleteAccessEntry",
      "AssociateAccessPolicy",
      "DisassociateAccessPolicy",
    ].map((eventName) => cloudTrailEvent(eventName)),
    passed: [
      cloudTrailEvent("DescribeAccessEntry"),
      cloudTrailEvent("CreateAccessEntry", { errorCode: "AccessDenied" }),
      cloudTrailEvent("CreateAccessEntry", { eventSource: "iam.amazonaws.com" }),
    ],
  },
};

describe("alarms on log events", () => {
  it("have cases, a name of their own, and none that Prometheus' alerts have", () => {
    const names = rules.map(({ alarm }) => alarm);
    expect(names.sort()).toEqual(Object.keys(CASES).sort());
    const alerts = ruleGroups.flatMap((group) => group.rules.filter(isAlert).map(({ alert }) => alert));
    expect(names.filter((name) => alerts.includes(name))).toEqual([]);
  });
});

describe.each(Object.entries(CASES))("%s", (name, { counted, passed }) => {
  it.each(counted.map((message) => [message]))("counts %s", (message) => {
    expect(counts(name, message)).toBe(true);
  });

  it.each(passed.map((message) => [message]))("passes over %s", (message) => {
    expect(counts(name, message)).toBe(false);
  });

  it("is counted by no other alarm of the same group", () => {
    const others = rules.filter(({ alarm, reads }) => alarm !== name && reads === ruleOf(name).reads);
    expect(counted.flatMap((message) => others.filter(({ alarm }) => counts(alarm, message)).map(({ alarm }) => alarm))).toEqual(
      [],
    );
  });

  it("has a pattern that CloudWatch takes, a threshold, a time and a sentence", () => {
    const { pattern, matches, within, severity, summary } = ruleOf(name);
    expect(filterPatternFaults("pattern", pattern)).toEqual([]);
    expect(matches).toBeGreaterThan(0);
    expect(within.toSeconds() % 60).toBe(0);
    expect(SEVERITIES).toContain(severity);
    expect(summary).toMatch(/^[A-Z].*\.$/);
  });

  it("has a runbook with the four headings", () => {
    const page = join(__dirname, "../..", runbookPage(name));
    expect(existsSync(page), `${runbookPage(name)} exists`).toBe(true);
    const headings = [...readFileSync(page, "utf8").matchAll(/^## (.+)$/gm)].map((match) => match[1]);
    expect(headings).toEqual(["Meaning", "Impact", "Diagnosis", "Mitigation"]);
  });
});

describe("options", () => {
  const withOptions = logAlarmRules({
    trustedUsers: [`${PERSON.split("/")[0]}/deployer/*`],
    systemNamespaces: ["kube-system", "observability"],
  });
  const patternOf = (name: string) => withOptions.find(({ alarm }) => alarm === name)!.pattern;
  const pipeline = "arn:aws:sts::111122223333:assumed-role/deployer/pipeline-4711";

  it.each(["SecretReadByPerson", "RbacChangedByPerson"])("%s passes over trusted users only", (name) => {
    const objectRef = name === "SecretReadByPerson" ? secret : binding;
    const verb = name === "SecretReadByPerson" ? "get" : "create";
    expect(counts(name, auditEvent({ verb, objectRef, username: pipeline }))).toBe(true);
    expect(counts(name, auditEvent({ verb, objectRef, username: pipeline }), patternOf(name))).toBe(false);
    expect(counts(name, auditEvent({ verb, objectRef }), patternOf(name))).toBe(true);
  });

  it("ShellInSystemNamespace reads further namespaces", () => {
    const event = auditEvent({ stage: "ResponseStarted", code: 101, objectRef: { ...shell, namespace: "observability" } });
    expect(counts("ShellInSystemNamespace", event)).toBe(false);
    expect(counts("ShellInSystemNamespace", event, patternOf("ShellInSystemNamespace"))).toBe(true);
  });
});

describe("20,000 generated events", () => {
  const random = new Random(5);
  const events = Array.from({ length: 20_000 }, (_, index) => auditEvents(random, 1_795_000_000_000 + index)).flat();
  const byPerson = ({ username, code }: AuditFact) => !/^(system|eks):/.test(username) && code < 400;
  const isChange = ({ verb }: AuditFact) => ["create", "update", "patch", "delete"].includes(verb);

  /** The same questions, asked of the facts that the events were written from. */
  const expected: Readonly<Record<string, (fact: AuditFact) => boolean>> = {
    AwsAuthChanged: (fact) => fact.name === "aws-auth" && isChange(fact) && fact.code < 400,
    RbacChangedByPerson: (fact) => fact.apiGroup === "rbac.authorization.k8s.io" && isChange(fact) && byPerson(fact),
    SecretReadByPerson: (fact) => fact.resource === "secrets" && byPerson(fact),
    ShellInSystemNamespace: (fact) =>
      fact.subresource !== undefined &&
      fact.subresource !== "status" &&
      fact.namespace === "kube-system" &&
      fact.stage === "ResponseStarted",
    ManyForbiddenRequests: (fact) => fact.code === 403 && fact.username !== anonymous,
    ManyUnauthorizedRequests: (fact) => fact.code === 401,
  };

  it.each(Object.entries(expected))("%s counts those that it should", (name, isExpected) => {
    const pattern = parseLogFilterPattern(ruleOf(name).pattern);
    const wanted = events.filter(({ fact }) => isExpected(fact as AuditFact)).length;
    expect(wanted).toBeGreaterThan(30);
    for (const reading of FILTER_READINGS) {
      const found = events.filter(({ message }) => matchesFilter(pattern, message, reading));
      expect(found.filter(({ fact }) => !isExpected(fact as AuditFact)).map(({ message }) => message)).toEqual([]);
      expect(found.length).toBe(wanted);
    }
  });

  it("ManyRefusedIdentities counts refusals among the authenticator's lines", () => {
    const lines = Array.from({ length: 500 }, (_, index) => authenticatorEvent(random, 1_795_000_000_000 + index));
    for (const { fact, message } of lines) {
      expect(counts("ManyRefusedIdentities", message), message).toBe(
        fact.kind === "authenticator" && fact.refusedArn !== undefined,
      );
    }
  });
});
