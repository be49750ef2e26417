import { describe, expect, it } from "vitest";
import { PrivateBucket, type PrivateBucketProps } from "../../../constructs/logs/private-bucket";
import { key } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

const loggingTo = (target: Partial<PrivateBucketProps>) =>
  synthesise((scope) => {
    const accessLogs = new PrivateBucket(scope, "Target", { bucketName: "obs-test-target", ...target });
    new PrivateBucket(scope, "Source", { bucketName: "obs-test-source", accessLogs });
  });

describe("PrivateBucket", () => {
  it("keeps versions, and offers nothing to suspend them", () => {
    const json = synthesise((scope) => void new PrivateBucket(scope, "Bucket", { bucketName: "obs-test" }));
    expect(onlyResourceOf(json, "aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
  });

  it("logs its requests to a plain bucket", () => {
    expect(onlyResourceOf(loggingTo({}), "aws_s3_bucket_logging")).toMatchObject({ target_prefix: "s3/" });
  });

  it("rejects a bucket with Object Lock as the target of access logs", () => {
    expect(() => loggingTo({ objectLock: true })).toThrow(
      /accessLogs is a bucket with Object Lock, to which S3 delivers no access logs; got "test\/Target"/,
    );
  });

  it("rejects a bucket with a KMS key as the target of access logs", () => {
    expect(() => loggingTo({ key })).toThrow(/accessLogs is a bucket encrypted with a KMS key.*says nothing; got "test\/Target"/);
  });

  it("rejects a name that S3 refuses", () => {
    expect(() => synthesise((scope) => void new PrivateBucket(scope, "Bucket", { bucketName: "Obs_Test" }))).toThrow(
      /bucketName makes a name that AWS refuses.*got "Obs_Test"/,
    );
  });
});
