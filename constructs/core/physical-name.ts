import type { Fault } from "./validation";

/** What AWS allows as the name of one kind of resource. */
export interface NameLimit {
  /** What is named, as AWS calls it: `S3 bucket`, `IAM role`. */
  readonly kind: string;
  /** The most characters that AWS accepts. */
  readonly maxCharacters: number;
  /** The characters that AWS accepts, as one anchored expression. */
  readonly pattern: RegExp;
}

/**
 * Limits of the names that the stacks give. Sources: the API references of the services (read 2026-11), next to each.
 */
export const NAME_LIMITS = {
  /** @see IAM CreateRole: RoleName, 64 characters */
  iamRole: { kind: "IAM role", maxCharacters: 64, pattern: /^[\w+=,.@-]+$/ },
  /** @see S3 bucket naming rules: 3 to 63 lower-case letters, digits and hyphens (dots break TLS host names) */
  bucket: { kind: "S3 bucket", maxCharacters: 63, pattern: /^[a-z0-9][a-z0-9-]+[a-z0-9]$/ },
  /** @see EKS CreateCluster: name, 100 characters; node security groups and roles built from it need room */
  cluster: { kind: "EKS cluster", maxCharacters: 100, pattern: /^[0-9A-Za-z][A-Za-z0-9_-]*$/ },
  /** @see Firehose CreateDeliveryStream: DeliveryStreamName, 64 characters */
  deliveryStream: { kind: "Firehose stream", maxCharacters: 64, pattern: /^[a-zA-Z0-9_.-]+$/ },
  /** @see Glue CreateDatabase; Athena wants lower case, digits and underscores to query without quotes */
  glueName: { kind: "Glue database or table", maxCharacters: 255, pattern: /^[a-z0-9_]+$/ },
  /** @see Athena CreateWorkGroup: Name, 128 characters */
  workgroup: { kind: "Athena workgroup", maxCharacters: 128, pattern: /^[a-zA-Z0-9._-]+$/ },
  /** @see SNS CreateTopic: Name, 256 characters */
  topic: { kind: "SNS topic", maxCharacters: 256, pattern: /^[A-Za-z0-9_-]+$/ },
  /** @see Amazon Managed Grafana CreateWorkspace: workspaceName, 255 characters, no spaces */
  grafanaWorkspace: { kind: "Grafana workspace", maxCharacters: 255, pattern: /^[a-zA-Z0-9-._~]+$/ },
  /** @see AMP CreateWorkspace: alias, 100 characters */
  prometheusAlias: { kind: "Prometheus workspace alias", maxCharacters: 100, pattern: /^[0-9A-Za-z][-.0-9A-Z_a-z]*$/ },
  /** @see KMS CreateAlias: AliasName, 256 characters with `alias/` */
  keyAlias: { kind: "KMS alias", maxCharacters: 250, pattern: /^[a-zA-Z0-9/_-]+$/ },
  /** @see X-Ray CreateGroup: GroupName, 32 characters */
  xrayGroup: { kind: "X-Ray group", maxCharacters: 32, pattern: /^[a-zA-Z0-9_-]+$/ },
} as const satisfies Record<string, NameLimit>;

/** Joins the parts of a physical name: `obs-production-archive`. Nothing is cut; a name that is too long is a fault. */
export function physicalName(...parts: readonly string[]): string {
  return parts.join("-");
}

/** A fault when AWS would refuse the name: too long, or with a character that this kind of resource does not admit. */
export function nameFaults(path: string, name: string, limit: NameLimit): Fault[] {
  if (name.length > limit.maxCharacters) {
    return [
      {
        path,
        problem: `makes a name that is too long for this kind of resource (${limit.kind}): ${name.length} characters`,
        got: name,
        allowed: `at most ${limit.maxCharacters} characters`,
        fix: "shorten the project or the environment name; names are never cut",
      },
    ];
  }
  if (!limit.pattern.test(name)) {
    return [
      {
        path,
        problem: `makes a name that AWS refuses for this kind of resource (${limit.kind})`,
        got: name,
        allowed: `names that match ${limit.pattern.source}`,
        fix: "use lower-case letters, digits and hyphens",
      },
    ];
  }
  return [];
}
