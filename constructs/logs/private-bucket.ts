import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";

/** What a `PrivateBucket` is made of. */
export interface PrivateBucketProps {
  /** Name of the bucket, unique in the partition: 3 to 63 of `a-z 0-9 -`. Changing it replaces the bucket. */
  readonly bucketName: string;
  /**
   * The key that encrypts objects. S3 calls it as the caller, so readers and writers need rights on it.
   * @default - keys that S3 manages (SSE-S3), the only ones that server access logs may be delivered under
   */
  readonly key?: IEncryptionKeyRef;
  /**
   * When objects move and go. Every bucket also drops unfinished uploads after a week.
   * @default - objects stay for ever
   */
  readonly lifecycleRules?: readonly S3BucketLifecycleConfigurationRule[];
  /**
   * What others may do with the bucket, beside what IAM grants; given the ARN of the bucket.
   * @default - nothing
   */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
  /**
   * The bucket that gets the server access logs of this one, under `s3/<account>/<region>/<name of this bucket>/`. It may have neither
   * Object Lock nor a key of ours.
   * @default - requests are not logged; right only for the bucket that takes the logs of the others
   */
  readonly accessLogs?: PrivateBucket;
  /**
   * Whether Object Lock can be used. Changing it replaces the bucket; it can't be switched off.
   * @default false
   */
  readonly objectLock?: boolean;
  /**
   * Whether a destroy may delete the bucket with everything in it.
   * @default false - a destroy fails while the bucket holds objects
   */
  readonly disposable?: boolean;
  /**
   * Whether Terraform refuses every plan that would delete the bucket.
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/**
 * Defines an S3 bucket that nobody outside the account reaches: public access blocked, ACLs off, TLS 1.2 or newer, versions kept,
 * objects encrypted. It owns the bucket's one policy and one lifecycle configuration, because a second resource of either kind
 * would overwrite the first.
 */
export class PrivateBucket extends Construct {
  /** The bucket itself. */
  public readonly resource: S3Bucket;
  /** Name of the bucket. */
  public readonly bucketName: string;
  /** ARN of the bucket. */
  public readonly bucketArn: string;
  /** The bucket's versioning: Object Lock is configured after it. */
  public readonly versioning: S3BucketVersioningA;
  /** What must stand before a service writes to the bucket: its policy, its encryption and its versioning. */
  public readonly dependables: readonly ITerraformDependable[];

  private readonly encryptedWithOwnKey: boolean;

  /** @throws ValidationError when S3 refuses the name, or can't deliver access logs to the bucket that is to take them */
  public constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    throwFaults(`bucket "${this.node.path}"`, [
      ...nameFaults("bucketName", props.bucketName, NAME_LIMITS.bucket),
      ...(props.accessLogs?.accessLogTargetFaults() ?? []),
    ]);

    this.encryptedWithOwnKey = props.key !== undefined;
    this.resource = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      objectLockEnabled: props.objectLock ?? false,
      forceDestroy: props.disposable ?? false,
      ...(props.preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.bucketName = this.resource.bucket;
    this.bucketArn = this.resource.arn;
    this.versioning = this.keepVersions();
    this.configureLifecycle(props.lifecycleRules ?? []);
    if (props.accessLogs) {
      this.logRequestsTo(props.accessLogs);
    }
    this.dependables = [this.versioning, this.encrypt(props.key), this.close(props.statements?.(this.bucketArn) ?? [])];
  }

  /** @see S3 User Guide, "Enabling Amazon S3 server access logging" (recalled): requirements of the target */
  private accessLogTargetFaults(): Fault[] {
    const shared = { path: "accessLogs", got: this.node.path, fix: "give a bucket of its own to the access logs" };
    return [
      ...(this.resource.objectLockEnabledInput === true
        ? [{ ...shared, problem: "is a bucket with Object Lock, to which S3 delivers no access logs" }]
        : []),
      ...(this.encryptedWithOwnKey
        ? [{ ...shared, problem: "is a bucket encrypted with a KMS key, to which S3 delivers no access logs and says nothing" }]
        : []),
    ];
  }

  private keepVersions(): S3BucketVersioningA {
    return new S3BucketVersioningA(this, "Versioning", {
      bucket: this.resource.id,
      versioningConfiguration: { status: "Enabled" },
    });
  }

  private encrypt(key: IEncryptionKeyRef | undefined): ITerraformDependable {
    return new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket: this.resource.id,
      rule: [
        key
          ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.keyArn },
              // One data key for many objects: without it S3 calls KMS, and KMS bills, for every object.
              bucketKeyEnabled: true,
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ],
    });
  }

  private configureLifecycle(rules: readonly S3BucketLifecycleConfigurationRule[]): void {
    new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket: this.resource.id,
      rule: [
        {
          id: "drop-unfinished-uploads",
          status: "Enabled",
          // An empty filter is the whole bucket.
          filter: [{}],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
        ...rules,
      ],
      // Rules for old versions are refused as long as the bucket keeps none.
      dependsOn: [this.versioning],
    });
  }

  private logRequestsTo(target: PrivateBucket): void {
    new S3BucketLoggingA(this, "AccessLogging", {
      bucket: this.resource.id,
      targetBucket: target.bucketName,
      targetPrefix: "s3/",
      // Adds account, region, bucket and day of the request to the key, so that Athena can partition by them.
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [...target.dependables],
    });
  }

  private close(statements: readonly PolicyStatement[]): ITerraformDependable {
    new S3BucketOwnershipControls(this, "Ownership", {
      bucket: this.resource.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const publicAccessBlock = new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
      bucket: this.resource.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    return new S3BucketPolicy(this, "Policy", {
      bucket: this.resource.id,
      policy: policyDocument([...transportStatements(this.bucketArn), ...statements]),
      // S3 refuses two changes to the access settings of a bucket at the same time.
      dependsOn: [publicAccessBlock],
    });
  }
}

/** A rule that removes versions some days after they were replaced or deleted, and the markers that deletion leaves behind. */
export function expireOldVersionsRule(days: number): S3BucketLifecycleConfigurationRule {
  return {
    id: "expire-old-versions",
    status: "Enabled",
    filter: [{}],
    noncurrentVersionExpiration: [{ noncurrentDays: days }],
    expiration: [{ expiredObjectDeleteMarker: true }],
  };
}

/** A rule that removes objects some days after they were written. */
export function expireRule(days: number): S3BucketLifecycleConfigurationRule {
  return { id: "expire", status: "Enabled", filter: [{}], expiration: [{ days }] };
}

function transportStatements(bucketArn: string): PolicyStatement[] {
  // Everybody and everything on purpose: a denial for some callers only would be a door for the others.
  const denyAll = {
    effect: "Deny",
    principals: { AWS: "*" },
    actions: ["s3:*"],
    resources: [bucketArn, `${bucketArn}/*`],
  } as const;
  return [
    { sid: "DenyPlainHttp", ...denyAll, conditions: { Bool: { "aws:SecureTransport": "false" } } },
    { sid: "DenyOldTls", ...denyAll, conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}
