import { Token } from "cdktf";
import type { AwsLocation } from "../core/aws-location";
import type { Fault } from "../core/validation";
import { EncryptionKey } from "../iam/encryption-key";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { ILogGroupRef } from "./log-group-ref";
import { RetainedLogGroup } from "./retained-log-group";

/** What an archive asks of the policy of its key. */
export interface ArchiveKeyUse {
  readonly key: IEncryptionKeyRef;
  readonly location: AwsLocation;
  readonly errorLogGroup: ILogGroupRef;
  readonly acceptsExports?: boolean;
}

interface Statement {
  readonly Effect: string;
  readonly Principal?: { readonly Service?: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * What is wrong with the policy of the key, when the same app makes it. Firehose, Athena and S3 use the key as roles of the account, which
 * the policy leaves to IAM; CloudWatch Logs uses it in its own name, and CreateLogGroup or an export task fails without.
 *
 * @see CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS", step 2 (read 2026-11)
 */
export function archiveKeyFaults({ key, location, errorLogGroup, acceptsExports = false }: ArchiveKeyUse): Fault[] {
  if (!(key instanceof EncryptionKey)) {
    return [];
  }
  const service = `logs.${location.region}.amazonaws.com`;
  const document = JSON.parse(key.resource.policyInput!) as { readonly Statement: readonly Statement[] };
  const statements = document.Statement.filter(
    ({ Effect, Principal, Action }) =>
      Effect === "Allow" &&
      [Principal?.Service ?? []].flat().includes(service) &&
      [Action].flat().some((action) => action.startsWith("kms:GenerateDataKey")),
  );
  const groupName = literalNameOf(errorLogGroup);
  const groupArn = `arn:${location.partition}:logs:${location.region}:${location.account}:log-group:${groupName ?? ""}`;
  const faults: Fault[] = [];
  if (groupName !== undefined && !statements.some((one) => covers(one, "kms:EncryptionContext:aws:logs:arn", groupArn))) {
    faults.push({
      path: "key",
      problem:
        "has a policy that does not admit CloudWatch Logs for the group of delivery errors, which so can't be made with it",
      got: groupName,
      fix: "add logArchiveKeyServices(location, namePrefix) to the key's services",
    });
  }
  if (acceptsExports && !statements.some((one) => covers(one, "aws:SourceArn", groupArn))) {
    faults.push({
      path: "acceptsExports",
      problem: "asks for export tasks, but the policy of the key does not admit CloudWatch Logs for them",
      got: acceptsExports,
      fix: "add logExportKeyService(location) to the key's services",
    });
  }
  return faults;
}

/** Whether a statement holds for an ARN by a condition with wildcards. */
function covers({ Condition = {} }: Statement, contextKey: string, arn: string): boolean {
  return Object.values(Condition)
    .flatMap((byKey) => byKey[contextKey] ?? [])
    .flat()
    .some((pattern) => new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(arn));
}

function literalNameOf(group: ILogGroupRef): string | undefined {
  const name = group instanceof RetainedLogGroup ? group.resource.nameInput! : group.logGroupName;
  return Token.isUnresolved(name) ? undefined : name;
}
