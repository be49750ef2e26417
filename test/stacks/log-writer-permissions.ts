import type { ConfiguredWriters } from "./log-writer-configurations";

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: unknown;
  readonly Sid?: string;
}

/** What a writer needs; the second is asked for by all of them before the first event of a stream. */
const WRITING = ["logs:PutLogEvents", "logs:CreateLogStream"];

/**
 * Managed policies of AWS that let their role make log groups or write to all of them.
 *
 * @see AWS Managed Policy Reference Guide (read 2026-11)
 */
const WIDE_MANAGED_POLICIES = [
  "AdministratorAccess",
  "AWSLambdaBasicExecutionRole",
  "AWSLambdaVPCAccessExecutionRole",
  "AmazonAPIGatewayPushToCloudWatchLogs",
  "AmazonSSMManagedEC2InstanceDefaultPolicy",
  "CloudWatchAgentAdminPolicy",
  "CloudWatchAgentServerPolicy",
  "CloudWatchFullAccess",
  "CloudWatchFullAccessV2",
  "CloudWatchLogsFullAccess",
  "PowerUserAccess",
];

/** What a policy lets its owner write to. */
export function permittedWriters(policy: string): ConfiguredWriters {
  const { Statement } = JSON.parse(policy) as { Statement: Statement | readonly Statement[] };
  const statements = ([] as Statement[]).concat(Statement).filter(({ Effect }) => Effect !== "Deny");
  const groups: string[] = [];
  const faults: string[] = [];
  for (const statement of statements) {
    const name = statement.Sid ?? "a statement";
    if (statement.NotAction !== undefined || statement.NotResource !== undefined) {
      faults.push(`says in ${name} what is not allowed, which this test can't read`);
      continue;
    }
    if (allows(statement, "logs:CreateLogGroup")) {
      faults.push(`may make log groups (${name})`);
    }
    if (WRITING.some((action) => allows(statement, action))) {
      for (const resource of [statement.Resource ?? "*"].flat()) {
        const group = groupOfArn(resource);
        if (group === undefined || group.includes("*")) {
          faults.push(`may write to more than one group (${name}: ${resource})`);
        } else {
          groups.push(group);
        }
      }
    }
  }
  return { groups, faults };
}

/** A fault when a managed policy lets its role write wherever it wants. */
export function managedPolicyFaults(policyArn: string): readonly string[] {
  const name = policyArn.split("/").at(-1)!;
  return WIDE_MANAGED_POLICIES.includes(name) ? [`has the managed policy ${name}, which lets it write to every group`] : [];
}

/** Name of the group that an ARN speaks of, with or without streams; undefined for other ARNs. */
export function groupOfArn(arn: string): string | undefined {
  const name = /^arn:[\w-]+:logs:[^:]*:[^:]*:log-group:(.+)$/.exec(arn)?.[1];
  return name?.replace(/:log-stream:.*$/, "").replace(/:\*$/, "");
}

function allows({ Action }: Statement, action: string): boolean {
  return ([Action ?? []].flat() as string[]).some((pattern) => {
    const expression = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    return new RegExp(`^${expression}$`, "i").test(action);
  });
}
