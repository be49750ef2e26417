import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { identityPolicy } from "../iam/identity-policy";
import type { PolicyStatement } from "../iam/policy-document";
import type { IRoleRef } from "../iam/role-ref";
import { ARCHIVE_DATA_PREFIX } from "./log-archive-table";
import { tableStatement, type TableNames } from "./log-archive-statements";
import { type ArchiveWorkgroup, RESULTS_PREFIX } from "./archive-workgroup";
import { idAfter } from "./construct-id";
import type { PrivateBucket } from "./private-bucket";

/** What the grants speak of. */
export interface LogArchiveGrantsProps {
  /** Account and region of the archive. */
  readonly location: AwsLocation;
  /** The bucket with the archived files. */
  readonly bucket: PrivateBucket;
  /** The key of all buckets. */
  readonly key: IEncryptionKeyRef;
  /** Names of the database and its tables. */
  readonly tableNames: TableNames;
  /** The workgroup that queries run in. */
  readonly workgroup: ArchiveWorkgroup;
}

/** Gives roles access to a log archive. */
export class LogArchiveGrants extends Construct {
  private readonly props: LogArchiveGrantsProps;

  public constructor(scope: Construct, id: string, props: LogArchiveGrantsProps) {
    super(scope, id);
    this.props = props;
  }

  /**
   * Lets a role run queries in the archive's workgroup and read their results: the rights that analysts and Grafana's Athena data
   * source need. It can't read other workgroups, other tables or the folder of failed records.
   *
   * @param role a role of the same account
   * @param id id of the policy in the construct tree; taken from the role's place or name, and required when that is a token
   */
  public query(role: IRoleRef, id: string = idAfter("role", role, role.roleName)): IamRolePolicy {
    return new IamRolePolicy(this, `Query${id}`, {
      role: role.roleName,
      name: "query-log-archive",
      policy: identityPolicy(this.node.path, queryStatements(this.props)),
    });
  }
}

/** @see Athena User Guide, "Identity-based policies" and "Permissions to S3" (read 2026-11) */
function queryStatements({ location, bucket, key, tableNames, workgroup }: LogArchiveGrantsProps): PolicyStatement[] {
  const results = workgroup.results.bucketArn;
  return [
    {
      sid: "RunQueries",
      actions: [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      resources: [workgroup.workgroupArn],
    },
    {
      sid: "BrowseCatalog",
      actions: [
        "athena:GetDataCatalog",
        "athena:GetDatabase",
        "athena:GetTableMetadata",
        "athena:ListDatabases",
        "athena:ListTableMetadata",
      ],
      resources: [arnIn(location, "athena", "datacatalog/AwsDataCatalog")],
    },
    tableStatement("ReadTable", location, tableNames, [
      "glue:GetDatabase",
      "glue:GetDatabases",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
    ]),
    { sid: "FindBuckets", actions: ["s3:GetBucketLocation", "s3:ListBucket"], resources: [bucket.bucketArn, results] },
    { sid: "ReadArchive", actions: ["s3:GetObject"], resources: [`${bucket.bucketArn}/${ARCHIVE_DATA_PREFIX}*`] },
    {
      sid: "WriteResults",
      actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
      resources: [`${results}/${RESULTS_PREFIX}*`],
    },
    {
      sid: "UseKeyThroughS3",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `s3.${location.region}.amazonaws.com` } },
    },
  ];
}
