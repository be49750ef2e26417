import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { type AthenaQuery, descriptionOf } from "../../queries/saved-query";
import { constructIdOf } from "./construct-id";
import type { LogArchiveTable } from "./log-archive-table";
import { queryTableOf } from "./archive-folder";
import type { TableNames } from "./log-archive-statements";
import { expireOldVersionsRule, expireRule, PrivateBucket } from "./private-bucket";

/** What an `ArchiveWorkgroup` is made of; `LogArchive` has checked the values. */
export interface ArchiveWorkgroupProps {
  /** Name of the workgroup. Changing it replaces the workgroup and its query history. */
  readonly workgroupName: string;
  /** Name of the bucket for query results. Changing it replaces the bucket. */
  readonly resultsBucketName: string;
  /** Account that must own the results bucket. */
  readonly account: string;
  /** The key that encrypts results. */
  readonly key: IEncryptionKeyRef;
  /** The bucket that takes the server access logs of the results bucket. */
  readonly accessLogs: PrivateBucket;
  /** Days for which results are kept. */
  readonly keepResultsDays: number;
  /** Bytes after which Athena stops a query, from 10 MB. What was read until then is paid for. */
  readonly scanLimitBytes: number;
  /** The table that the saved queries read. */
  readonly table: LogArchiveTable;
  /** Names of database and tables as literals, for the text of the queries. */
  readonly tableNames: TableNames;
  /**
   * Names of the archive's folders: saved queries read those that are named after their purpose.
   * @default - none
   */
  readonly folders?: readonly string[];
  /** Queries that stand ready in the console. */
  readonly savedQueries: readonly AthenaQuery[];
  /** Whether a destroy may delete workgroup, history and results. */
  readonly disposable: boolean;
}

/** Folder of the results in their bucket. */
export const RESULTS_PREFIX = "results/";

/**
 * Defines the Athena workgroup of a log archive with the bucket for its results. Its settings hold for everybody: a client can't
 * choose another place for the results or leave out the encryption.
 */
export class ArchiveWorkgroup extends Construct {
  /** The workgroup itself. */
  public readonly resource: AthenaWorkgroup;
  /** The bucket that holds query results until they expire. */
  public readonly results: PrivateBucket;
  /** Name of the workgroup. */
  public readonly workgroupName: string;
  /** ARN of the workgroup. */
  public readonly workgroupArn: string;
  /** Ids of the saved queries by name. */
  public readonly savedQueryIds: Readonly<Record<string, string>>;

  public constructor(scope: Construct, id: string, props: ArchiveWorkgroupProps) {
    super(scope, id);
    this.results = new PrivateBucket(this, "Results", {
      bucketName: props.resultsBucketName,
      key: props.key,
      accessLogs: props.accessLogs,
      // A query stopped at the limit leaves its partial result behind; Athena itself deletes nothing.
      lifecycleRules: [expireRule(props.keepResultsDays), expireOldVersionsRule(1)],
      disposable: props.disposable,
    });
    this.resource = new AthenaWorkgroup(this, "Resource", {
      name: props.workgroupName,
      description: "Queries on archived logs",
      forceDestroy: props.disposable,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: props.scanLimitBytes,
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          outputLocation: `s3://${this.results.bucketName}/${RESULTS_PREFIX}`,
          expectedBucketOwner: props.account,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: props.key.keyArn },
        },
      },
    });
    this.workgroupName = this.resource.name;
    this.workgroupArn = this.resource.arn;
    const { table, tableNames, folders = [] } = props;
    this.savedQueryIds = Object.fromEntries(
      props.savedQueries.map((query) => {
        const sql = query.sql(queryTableOf(query, tableNames, folders));
        return [query.name, this.savedQuery(query, sql, table).id];
      }),
    );
  }

  private savedQuery(query: AthenaQuery, sql: string, table: LogArchiveTable): AthenaNamedQuery {
    return new AthenaNamedQuery(this, constructIdOf(query.name), {
      name: query.name,
      description: descriptionOf(query),
      workgroup: this.resource.id,
      database: table.databaseName,
      query: literal(sql),
    });
  }
}
