import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { type Duration, wholeDaysFaults } from "../core/duration";
import { throwFaults } from "../core/validation";
import { expireOldVersionsRule, expireRule, PrivateBucket } from "./private-bucket";

/** What an `AccessLogBucket` is made of. */
export interface AccessLogBucketProps {
  /** Name of the bucket, unique in the partition. Changing it replaces the bucket. */
  readonly bucketName: string;
  /** Account and region of the bucket and of those that log to it. */
  readonly location: AwsLocation;
  /** Names of the buckets that log to this one. */
  readonly sourceBucketNames: readonly string[];
  /** How long access logs are kept, in whole days from 1. */
  readonly keep: Duration;
  /**
   * Names of the buckets whose inventories S3 writes here, below `inventory/`.
   * @default - none
   */
  readonly inventoryOf?: readonly string[];
  /**
   * Whether a destroy may delete the bucket with everything in it.
   * @default false
   */
  readonly disposable?: boolean;
}

/** Folder of the inventories. */
export const INVENTORY_PREFIX = "inventory";

/**
 * Defines the bucket that takes the server access logs of other buckets, and their inventories. It stands apart from them because a bucket with Object
 * Lock can't take such logs, and it logs nothing itself because it would log its own log for ever.
 *
 * Its objects are encrypted with keys that S3 manages: the S3 User Guide ("Enabling Amazon S3 server access logging", recalled)
 * admits no other default encryption for the target of server access logs, and a customer key can make the delivery stop silently.
 */
export class AccessLogBucket extends Construct {
  /** The bucket itself. */
  public readonly bucket: PrivateBucket;

  /** @throws ValidationError when S3 refuses the name or `keep` is no whole number of days */
  public constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    throwFaults(`access log bucket "${this.node.path}"`, wholeDaysFaults("keep", props.keep, 1, 36_500));

    const { location } = props;
    const fromBuckets = (names: readonly string[]) => ({
      StringEquals: { "aws:SourceAccount": location.account },
      ArnLike: { "aws:SourceArn": names.map((name) => `arn:${location.partition}:s3:::${name}`) },
    });
    this.bucket = new PrivateBucket(this, "Bucket", {
      bucketName: props.bucketName,
      disposable: props.disposable,
      lifecycleRules: [expireRule(props.keep.toDays()), expireOldVersionsRule(1)],
      statements: (bucketArn) => [
        {
          sid: "S3ServerAccessLogs",
          principals: { Service: "logging.s3.amazonaws.com" },
          actions: ["s3:PutObject"],
          resources: [`${bucketArn}/s3/*`],
          conditions: fromBuckets(props.sourceBucketNames),
        },
        ...(props.inventoryOf === undefined
          ? []
          : [
              {
                sid: "S3Inventory",
                principals: { Service: "s3.amazonaws.com" },
                actions: ["s3:PutObject"],
                resources: [`${bucketArn}/${INVENTORY_PREFIX}/*`],
                conditions: fromBuckets(props.inventoryOf),
              },
            ]),
      ],
    });
  }
}
