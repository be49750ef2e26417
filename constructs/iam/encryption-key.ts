import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults, wholeNumberFaults } from "../core/validation";
import type { IEncryptionKeyRef } from "./encryption-key-ref";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** An AWS service that may use a key, narrowed to what it uses the key for. */
export interface KeyService {
  /** Letters and digits: the statement's sid. */
  readonly sid: string;
  /**
   * Service principal, such as `logs.eu-central-1.amazonaws.com`, or `{ AWS: "*" }` for a service that uses the key in the name of
   * whoever calls it; then the conditions must name the account (`kms:CallerAccount`) and the service (`kms:ViaService`).
   */
  readonly principal: string | { readonly AWS: "*" };
  /**
   * Conditions that narrow the use: an encryption context, a source account or a source ARN. Without one any resource of the
   * service in the account could use the key.
   */
  readonly conditions: NonNullable<PolicyStatement["conditions"]>;
  /**
   * Whether the service may pass the use on with `kms:CreateGrant`: `true` as EKS and Amazon Managed Prometheus need it,
   * `"to-aws-resources"` only to resources of AWS services, as EBS does for a volume that is attached.
   * @default false
   */
  readonly createGrant?: boolean | "to-aws-resources";
}

/** What an `EncryptionKey` is made of. */
export interface EncryptionKeyProps {
  /** Alias without the prefix `alias/`; changing it renames the alias and keeps the key. */
  readonly alias: string;
  /** What the key encrypts, for the person who finds it in the console. */
  readonly description: string;
  /** Account and region of the key. */
  readonly location: AwsLocation;
  /**
   * Services that use the key by themselves. Roles of the same account get access through their own policies.
   * @default - none
   */
  readonly services?: readonly KeyService[];
  /**
   * How long a deleted key can still be restored, in days, 7 to 30. Data under a key that is gone can't be read again.
   * @default 30
   * @see KMS ScheduleKeyDeletion, PendingWindowInDays (read 2026-11)
   */
  readonly deletionWindowInDays?: number;
}

/**
 * Defines a customer managed KMS key with yearly rotation, an alias, and a policy that leaves access to IAM in the account and
 * names every service that may use it.
 *
 * Costs about 1 USD a month, plus 1 USD for each of the first two rotations.
 */
export class EncryptionKey extends Construct implements IEncryptionKeyRef {
  /** The KMS key itself. */
  public readonly resource: KmsKey;
  /** ARN of the key. */
  public readonly keyArn: string;

  /** @throws ValidationError when the alias or the deletion window is out of range, or a statement would admit other accounts */
  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    throwFaults(`encryption key "${this.node.path}"`, keyFaults(props));

    const { location, services = [] } = props;
    this.resource = new KmsKey(this, "Resource", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionWindowInDays ?? 30,
      policy: policyDocument([accountStatement(location), ...services.flatMap(serviceStatements)]),
    });
    this.keyArn = this.resource.arn;
    new KmsAlias(this, "Alias", { name: `alias/${props.alias}`, targetKeyId: this.resource.keyId });
  }
}

/** CloudWatch Logs, for log groups whose names start with one of the prefixes. */
export function logsKeyService({ account, region, partition }: AwsLocation, ...groupNamePrefixes: readonly string[]): KeyService {
  return {
    sid: "CloudWatchLogs",
    principal: `logs.${region}.amazonaws.com`,
    conditions: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": groupNamePrefixes.map(
          (prefix) => `arn:${partition}:logs:${region}:${account}:log-group:${prefix}*`,
        ),
      },
    },
  };
}

/** A service that acts for a resource of this account, such as SNS for CloudWatch alarms. */
export function accountKeyService({ account }: AwsLocation, sid: string, principal: string, createGrant = false): KeyService {
  return { sid, principal, conditions: { StringEquals: { "aws:SourceAccount": account } }, createGrant };
}

/**
 * EBS, for volumes of this account: whoever may start an instance or attach a volume may use the key through EC2, and only so. The
 * same statement stands in the policy of AWS's own key `aws/ebs`. EC2 Auto Scaling needs it to start nodes with encrypted volumes:
 * its service-linked role has no rights for customer managed keys, and it can't be named here, because KMS refuses a policy with a
 * principal that does not exist yet.
 *
 * @see EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes" (read 2026-11)
 */
export function ebsKeyService({ account, region, partition }: AwsLocation): KeyService {
  const service = `ec2.${region}.amazonaws.com`;
  return {
    sid: "Ebs",
    principal: { AWS: "*" },
    conditions: {
      StringEquals: {
        "kms:CallerAccount": account,
        // In China AWS writes service names with either domain; both are EC2.
        "kms:ViaService": partition === "aws-cn" ? [service, `${service}.cn`] : service,
      },
    },
    createGrant: "to-aws-resources",
  };
}

function accountStatement({ account, partition }: AwsLocation): PolicyStatement {
  return {
    sid: "AccountAdministration",
    principals: { AWS: `arn:${partition}:iam::${account}:root` },
    actions: ["kms:*"],
    // In a key policy the star means this key; without this statement nobody could ever change the policy again.
    resources: ["*"],
  };
}

function serviceStatements({ sid, principal, conditions, createGrant = false }: KeyService): PolicyStatement[] {
  const shared = {
    principals: typeof principal === "string" ? { Service: principal } : principal,
    // The star means this key.
    resources: ["*"],
  };
  const use: PolicyStatement = {
    ...shared,
    sid,
    actions: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:DescribeKey",
      ...(createGrant === true ? ["kms:CreateGrant"] : []),
    ],
    conditions,
  };
  if (createGrant !== "to-aws-resources") {
    return [use];
  }
  // A statement of its own: requests other than for grants do not carry this key of the condition, and would not pass.
  const grant: PolicyStatement = {
    ...shared,
    sid: `${sid}Grants`,
    actions: ["kms:CreateGrant"],
    conditions: { ...conditions, Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
  return [use, grant];
}

function keyFaults({ alias, deletionWindowInDays, services = [] }: EncryptionKeyProps): Fault[] {
  return [
    ...nameFaults("alias", alias, NAME_LIMITS.keyAlias),
    ...wholeNumberFaults("deletionWindowInDays", deletionWindowInDays, 7, 30, "days"),
    ...services.flatMap(serviceFaults),
  ];
}

function serviceFaults({ sid, principal, conditions }: KeyService): Fault[] {
  const equal = conditions.StringEquals ?? {};
  if (typeof principal === "string" || ("kms:CallerAccount" in equal && "kms:ViaService" in equal)) {
    return [];
  }
  return [
    {
      path: `services.${sid}.conditions`,
      problem: "lets other accounts use the key, or every service in the name of its caller",
      got: conditions,
      allowed: "StringEquals with both kms:CallerAccount and kms:ViaService",
      fix: "name the account and the service, as `ebsKeyService` does",
    },
  ];
}
