/** Changes of a sample event, level by level. */
interface AuditChanges {
  readonly verb?: string;
  readonly stage?: "ResponseStarted" | "ResponseComplete";
  readonly requestURI?: string;
  readonly username?: string;
  readonly code?: number;
  readonly objectRef?: Readonly<Record<string, string>>;
}

/** A person, as an access entry without a user name of its own names them. */
export const PERSON = "arn:aws:sts::111122223333:assumed-role/platform-admin/alice";

/** An event of the audit log with every field that EKS writes at the level Metadata: a person who reads a pod. */
export function auditEvent({ username = PERSON, code = 200, ...changes }: AuditChanges = {}): string {
  return JSON.stringify({
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: "6ac7f0f1-1f53-4b44-9f5d-7f0d9f3a4f51",
    stage: "ResponseComplete",
    requestURI: "/api/v1/namespaces/games/pods/lobby-7d9f8c6b5-x2x9q",
    verb: "get",
    user: {
      username,
      uid: "aws-iam-authenticator:111122223333:AROAEXAMPLEEXAMPLE",
      groups: ["platform", "system:authenticated"],
      extra: {
        accessKeyId: ["ASIAEXAMPLEEXAMPLE"],
        arn: [PERSON],
        canonicalArn: ["arn:aws:iam::111122223333:role/platform-admin"],
        principalId: ["AROAEXAMPLEEXAMPLE"],
        sessionName: ["alice"],
      },
    },
    sourceIPs: ["198.51.100.7"],
    userAgent: "kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9",
    objectRef: { resource: "pods", namespace: "games", name: "lobby-7d9f8c6b5-x2x9q", apiVersion: "v1" },
    requestReceivedTimestamp: "2026-11-20T09:21:35.142361Z",
    stageTimestamp: "2026-11-20T09:21:35.150202Z",
    annotations: {
      "authorization.k8s.io/decision": code === 403 ? "forbid" : "allow",
      "authorization.k8s.io/reason": "",
    },
    ...changes,
    responseStatus: { metadata: {}, code },
  });
}

/** A request whose credentials nobody knows: Kubernetes writes one event, with an empty user (`WithFailedAuthenticationAudit`). */
export function unauthorizedEvent(code = 401): string {
  const event = JSON.parse(auditEvent({ stage: "ResponseStarted", code })) as Record<string, unknown>;
  const message = "Authentication failed, attempted: bearer";
  return JSON.stringify({ ...event, user: {}, responseStatus: { metadata: {}, message, code } });
}

/** A call of the EKS API as CloudTrail writes it. */
export function cloudTrailEvent(eventName: string, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    eventVersion: "1.11",
    userIdentity: { type: "AssumedRole", arn: PERSON, accountId: "111122223333" },
    eventTime: "2026-11-20T09:21:35Z",
    eventSource: "eks.amazonaws.com",
    eventName,
    awsRegion: "eu-central-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.31.0",
    requestParameters: { name: "obs-production", principalArn: "arn:aws:iam::111122223333:role/new" },
    responseElements: null,
    requestID: "0a1b2c3d-0000-4000-8000-000000000000",
    eventID: "4d3c2b1a-0000-4000-8000-000000000000",
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    ...changes,
  });
}
