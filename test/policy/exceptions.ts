/** A finding of the policy scan that we accept, and why. */
export interface PolicyException {
  /** Id of the check: `CKV_AWS_111`. */
  readonly id: string;
  /** The resource's address in the plan, or a pattern that its whole address must match. */
  readonly resource: string | RegExp;
  /** Why this is right as it is; a reviewer reads this. */
  readonly reason: string;
}

const ANY_BUCKET = /module\.production-logs\.aws_s3_bucket\.Archive_\w+/;

/** Every finding on production's plan that stays. One that no longer matches anything fails the test. */
export const POLICY_EXCEPTIONS: readonly PolicyException[] = [
  {
    id: "CKV2_AWS_62",
    resource: ANY_BUCKET,
    reason:
      "Nothing reacts to single objects: Athena finds partitions by projection, access is recorded by server access logs, and a notification for each archived object would be paid for and read by nobody.",
  },
  {
    id: "CKV_AWS_144",
    resource: ANY_BUCKET,
    reason:
      "Logs stay in the region that they arose in, as data residency rules ask; versioning, object lock and eleven nines of durability guard against loss within it. A copy elsewhere doubles the bill and is a decision of its own.",
  },
  {
    id: "CKV_AWS_284",
    resource: /module\.production-account\.aws_sfn_state_machine\.LogRetention_\w+/,
    reason:
      "It calls one service once a day and waits for nobody: a trace would say what the history of its runs says, and would need rights on X-Ray.",
  },
  {
    id: "CKV_AWS_285",
    resource: /module\.production-account\.aws_sfn_state_machine\.LogRetention_\w+/,
    reason:
      "Step Functions keeps the history of each run for 90 days, the names of log groups are all that it handles, and an alarm tells of a failed run.",
  },
  {
    id: "CKV_AWS_145",
    resource: /module\.production-logs\.aws_s3_bucket\.Archive_AccessLogs_Bucket_\w+/,
    reason:
      "S3 delivers server access logs only to a bucket with SSE-S3 as its default encryption, not SSE-KMS (S3 User Guide, Enabling Amazon S3 server access logging; recalled, to be read again).",
  },
];
