import { Token } from "cdktf";
import { type Fault, throwFaults } from "../core/validation";
import { policyDocument, type PolicyStatement } from "./policy-document";

/**
 * The most characters that the inline policies of one role may have together. Whitespace doesn't count, and ours have none.
 *
 * @see IAM User Guide, "IAM and AWS STS quotas" (read 2026-11); can't be raised
 */
export const MAX_INLINE_POLICY_CHARACTERS = 10_240;

/**
 * The policy of a role as JSON, after a check that it names what it allows. Every inline policy goes through here; the policy of a
 * bucket or a key does not, because there the star means the bucket or the key itself.
 *
 * @param owner what the policy belongs to, for the error: the path of a construct
 * @throws ValidationError when a statement allows a whole service, or every resource without a reason, or IAM would refuse it
 */
export function identityPolicy(owner: string, statements: readonly PolicyStatement[]): string {
  const document = policyDocument(statements);
  throwFaults(`IAM policy of "${owner}"`, [
    ...statements.flatMap((statement, index) => statementFaults(statement, statements.slice(0, index))),
    ...inlineSizeFaults("statements", document.length),
  ]);
  return document;
}

/** A fault when the inline policies of a role have more characters than IAM accepts. */
export function inlineSizeFaults(path: string, characters: number): Fault[] {
  if (characters <= MAX_INLINE_POLICY_CHARACTERS) {
    return [];
  }
  return [
    {
      path,
      problem: "make inline policies that are too long for one role",
      got: characters,
      allowed: `at most ${MAX_INLINE_POLICY_CHARACTERS} characters of all inline policies of a role together`,
      fix: "name fewer resources one by one, or split the work between two roles",
    },
  ];
}

function statementFaults(statement: PolicyStatement, before: readonly PolicyStatement[]): Fault[] {
  const { sid, principals } = statement;
  const faults: Fault[] = [...actionFaults(statement), ...resourceFaults(statement), ...reasonFaults(statement)];
  if (!/^[A-Za-z0-9]+$/.test(sid)) {
    faults.push({
      path: `statements.${sid}`,
      problem: "has a sid that IAM refuses",
      got: sid,
      allowed: "letters and digits",
      fix: "write it in camel case",
    });
  }
  if (before.some((earlier) => earlier.sid === sid)) {
    faults.push({
      path: `statements.${sid}`,
      problem: "has the sid of another statement of the policy, which IAM refuses",
      got: sid,
      fix: "give each statement a sid of its own",
    });
  }
  if (principals !== undefined) {
    faults.push({
      path: `statements.${sid}.principals`,
      problem: "says whom the policy of a role speaks of, which is always the role",
      got: principals,
      fix: "leave the principals out",
    });
  }
  return faults;
}

function actionFaults({ sid, effect = "Allow", actions }: PolicyStatement): Fault[] {
  const path = `statements.${sid}.actions`;
  if (actions.length === 0) {
    return [
      { path, problem: "are empty", allowed: "one action or more", fix: "leave the statement out where nothing is allowed" },
    ];
  }
  const wild = effect === "Deny" ? [] : actions.filter((action) => /^[*?]+$|:[*?]+$/.test(action));
  if (wild.length === 0) {
    return [];
  }
  return [
    {
      path,
      problem: "allow a whole service, now and with everything that AWS adds to it",
      got: wild,
      allowed: "actions by name, such as s3:GetObject",
      fix: "name the actions that are called",
    },
  ];
}

function resourceFaults({ sid, resources = [] }: PolicyStatement): Fault[] {
  const path = `statements.${sid}.resources`;
  if (resources.length === 0) {
    return [{ path, problem: "are empty", allowed: "one ARN or more", fix: "name what the actions may be done to" }];
  }
  const unknown = resources.filter((text) => text !== "*" && !Token.isUnresolved(text) && !text.startsWith("arn:"));
  if (unknown.length === 0) {
    return [];
  }
  return [{ path, problem: "are no ARNs", got: unknown, allowed: "arn:...", fix: "write the whole ARN, not a name or an id" }];
}

function reasonFaults({ sid, effect = "Allow", resources = [], anyResourceReason: reason }: PolicyStatement): Fault[] {
  // A Deny is the safer the wider it is.
  const wild = effect === "Deny" ? [] : resources.filter(isWholeService);
  const path = `statements.${sid}.anyResourceReason`;
  if (wild.length > 0 && (reason ?? "").trim() === "") {
    return [
      {
        path,
        problem: "is missing, although the statement allows its actions on every resource of a service",
        got: wild,
        allowed: "one sentence that says why AWS has nothing narrower",
        fix: "name the resources, or give the reason after a look into the Service Authorization Reference",
      },
    ];
  }
  if (wild.length === 0 && reason !== undefined) {
    return [
      {
        path,
        problem: "explains a star that the statement does not have",
        got: reason,
        fix: "leave the reason out",
      },
    ];
  }
  return [];
}

/** Whether a resource stands for everything of a service: `*`, `arn:aws:s3:::*`, `arn:aws:logs:*:*:*`. */
function isWholeService(resource: string): boolean {
  if (!resource.startsWith("arn:")) {
    return /^[*?]+$/.test(resource);
  }
  const [, , service = "*", , , ...name] = resource.split(":");
  return /[*?]/.test(service) || /^[*?/:]+$/.test(name.join(":"));
}
