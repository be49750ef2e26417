import type { Partition } from "../core/aws-location";
import { literal } from "../core/literal";
import { type Fault, oneOfFaults } from "../core/validation";
import { DATA_IDENTIFIERS, type DataIdentifier } from "../core/log-data-identifiers";

/** A kind of data of one's own. */
export interface CustomDataIdentifier {
  /** Name of the kind, 1 to 128 letters, digits, `_` and `-`, and none of the managed ones. */
  readonly name: string;
  /** What it looks like, as a regular expression of at most 200 characters: letters, digits, spaces and the operators of regular expressions. */
  readonly regex: string;
}

/**
 * Where CloudWatch Logs reports what it found: one report for each event with findings, by place and kind, without the data. What is
 * named must exist before.
 */
export interface FindingsDestination {
  /**
   * Name of a log group, not one that is masked by the same policy: its own reports would be searched again.
   * @default - none
   */
  readonly logGroupName?: string;
  /**
   * Name of a Firehose stream.
   * @default - none
   */
  readonly deliveryStreamName?: string;
  /**
   * Name of a bucket.
   * @default - none
   */
  readonly bucketName?: string;
}

/** What is masked, and who hears of it. */
export interface DataProtection {
  /** Kinds of data that are masked: at least one, or `customIdentifiers`. */
  readonly identifiers: readonly DataIdentifier[];
  /**
   * Kinds of one's own, at most ten.
   * @default - none
   */
  readonly customIdentifiers?: readonly CustomDataIdentifier[];
  /**
   * Where findings are reported.
   * @default - nowhere; the metrics LogEventsWithFindings in AWS/Logs count them
   */
  readonly findings?: FindingsDestination;
}

/** @see CloudWatch Logs User Guide, "Custom data identifiers": 10 in a policy (read 2026-11) */
const MAX_CUSTOM = 10;

/**
 * The policy as JSON: one statement that finds and one that masks, with the same list, as CloudWatch Logs wants it. Every kind of data
 * there is stays below the 30,720 characters that a policy may have (CloudWatch Logs API, PutDataProtectionPolicy, read 2026-11).
 *
 * @param name dimension of the metrics that count findings
 */
export function dataProtectionDocument(name: string, protection: DataProtection, partition: Partition): string {
  const { identifiers, customIdentifiers = [], findings = {} } = protection;
  const list = [
    ...identifiers.map((identifier) => `arn:${partition}:dataprotection::aws:data-identifier/${identifier}`),
    ...customIdentifiers.map((custom) => custom.name),
  ];
  const destination = {
    ...(findings.logGroupName !== undefined && { CloudWatchLogs: { LogGroup: findings.logGroupName } }),
    ...(findings.deliveryStreamName !== undefined && { Firehose: { DeliveryStream: findings.deliveryStreamName } }),
    ...(findings.bucketName !== undefined && { S3: { Bucket: findings.bucketName } }),
  };
  return JSON.stringify({
    Name: name,
    Version: "2021-06-01",
    ...(customIdentifiers.length > 0 && {
      Configuration: {
        CustomDataIdentifier: customIdentifiers.map((custom) => ({ Name: custom.name, Regex: literal(custom.regex) })),
      },
    }),
    Statement: [
      { Sid: "Audit", DataIdentifier: list, Operation: { Audit: { FindingsDestination: destination } } },
      { Sid: "Mask", DataIdentifier: list, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}

/**
 * What is wrong with what is to be masked.
 *
 * @param prefix of the faults' paths: empty, or such as `dataProtection.`
 */
export function dataProtectionFaults(prefix: string, protection: DataProtection): Fault[] {
  const { identifiers, customIdentifiers = [], findings } = protection;
  const names = customIdentifiers.map(({ name }) => name);
  return [
    ...(identifiers.length + customIdentifiers.length === 0 ? [noneFault(`${prefix}identifiers`)] : []),
    ...identifiers.flatMap((identifier, index) => oneOfFaults(`${prefix}identifiers[${index}]`, identifier, DATA_IDENTIFIERS)),
    ...twiceFaults(`${prefix}identifiers`, identifiers),
    ...twiceFaults(`${prefix}customIdentifiers`, names),
    ...customIdentifiers.flatMap((custom, index) => customFaults(`${prefix}customIdentifiers[${index}]`, custom)),
    ...(customIdentifiers.length > MAX_CUSTOM ? [tooManyFault(`${prefix}customIdentifiers`, customIdentifiers.length)] : []),
    ...(findings === undefined ? [] : findingsFaults(`${prefix}findings`, findings)),
  ];
}

function noneFault(path: string): Fault {
  return { path, problem: "are none", allowed: "one kind of data or more", fix: "name what is masked, or leave the policy out" };
}

function twiceFaults(path: string, names: readonly string[]): Fault[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    path,
    problem: "name a kind twice",
    got: name,
    fix: "name each kind once",
  }));
}

/** @see CloudWatch Logs User Guide, "Custom data identifiers": names and characters of expressions (read 2026-11) */
function customFaults(path: string, { name, regex }: CustomDataIdentifier): Fault[] {
  const faults: Fault[] = [];
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name) || (DATA_IDENTIFIERS as readonly string[]).includes(name)) {
    faults.push({
      path: `${path}.name`,
      problem: "is a name that CloudWatch Logs refuses, or has for a kind of its own",
      got: name,
      allowed: "1 to 128 letters, digits, _ and -",
      fix: "choose another name",
    });
  }
  if (!/^[\w #=@/;,\-^$?[\]{}|\\*+.]{1,200}$/.test(regex) || !compiles(regex)) {
    faults.push({
      path: `${path}.regex`,
      problem: "is a regular expression that CloudWatch Logs refuses",
      got: regex,
      allowed: "1 to 200 of letters, digits, spaces, # = @ / ; , - _ and ^ $ ? [ ] { } | \\ * + .",
      fix: "write it without groups",
    });
  }
  return faults;
}

function compiles(regex: string): boolean {
  try {
    new RegExp(regex);
    return true;
  } catch {
    return false;
  }
}

function tooManyFault(path: string, count: number): Fault {
  return { path, problem: "are too many", got: count, allowed: `at most ${MAX_CUSTOM}`, fix: "join expressions with |" };
}

function findingsFaults(path: string, findings: FindingsDestination): Fault[] {
  if (Object.values(findings).some((destination) => destination !== undefined)) {
    return [];
  }
  return [{ path, problem: "name no destination", fix: "name a log group, a stream or a bucket, or leave findings out" }];
}
