import type { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import type { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { DefaultTokenResolver, StringConcat, type TerraformResource, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import { wholeDaysFaults } from "../core/duration";
import { type Fault, wholeNumberFaults } from "../core/validation";
import { folderFaults } from "./archive-folder";
import { archiveKeyFaults } from "./archive-key-faults";
import { MOST_DAYS, storageFaults } from "./archive-storage";
import { type DeliveryBlock, deliveryFaults } from "./delivery-faults";
import type { LogArchiveProps } from "./log-archive-props";
import { folderStreamName, type LogArchiveNames, logArchiveNameFaults } from "./log-archive-names";
import { ARCHIVE_DATA_PREFIX } from "./log-archive-table";
import type { ILogGroupRef } from "./log-group-ref";
import { type ProjectedTable, projectionFaults } from "./projection-faults";

/** Everything that is wrong with the props of a log archive. */
export function archiveFaults(props: LogArchiveProps, names: LogArchiveNames): Fault[] {
  return [
    ...onePerText(logArchiveNameFaults(names)),
    ...storageFaults(props),
    ...archiveKeyFaults(props),
    ...folderFaults(props.folders ?? {}, (folder) => folderStreamName(names, folder)),
    ...wholeNumberFaults("bufferSizeMebibytes", props.bufferSizeMebibytes, 64, 128, "MiB"),
    ...wholeNumberFaults("bufferInterval", props.bufferInterval?.toSeconds(), 60, 900, "seconds"),
    ...wholeDaysFaults("keepResults", props.keepResults, 1, MOST_DAYS),
    ...wholeDaysFaults("keepAccessLogs", props.keepAccessLogs, 1, MOST_DAYS),
    ...wholeNumberFaults("scanLimitGibibytes", props.scanLimitGibibytes, 1, 1_048_576, "GiB"),
    ...savedQueryFaults(props),
  ];
}

/** What is wrong with archiving a group: the archive's errors must not feed the archive, or one failure makes the next. */
export function subscribeFaults(
  logGroup: ILogGroupRef,
  errorLogGroup: ILogGroupRef,
  folder: string | undefined,
  folders: readonly string[],
): Fault[] {
  const faults: Fault[] = [];
  if (logGroup.logGroupName === errorLogGroup.logGroupName) {
    faults.push({
      path: "logGroup",
      problem: "is the group of the archive's own delivery errors, so a failed delivery would feed itself",
      fix: "archive other groups only",
    });
  }
  if (folder !== undefined && !folders.includes(folder)) {
    faults.push({
      path: "folder",
      problem: "is none of the archive's",
      got: folder,
      allowed: folders.join(", ") || "none, because the archive has no folders",
      fix: "name it in the archive's folders too",
    });
  }
  return faults;
}

/** What is wrong with a stream and its tables as they will be written, overrides of the resources included. */
export function synthesisedFaults(
  scope: Construct,
  stream: KinesisFirehoseDeliveryStream,
  tables: readonly (GlueCatalogTable | undefined)[],
): Fault[] {
  const block = (writtenBlock(scope, stream).extended_s3_configuration ?? {}) as DeliveryBlock;
  return [
    ...deliveryFaults(block, ARCHIVE_DATA_PREFIX),
    ...tables.flatMap((table) =>
      table === undefined ? [] : projectionFaults(writtenBlock(scope, table) as ProjectedTable, block),
    ),
  ];
}

/** The arguments of a resource as they stand in the JSON. */
function writtenBlock(scope: Construct, resource: TerraformResource): Record<string, unknown> {
  const written = Tokenization.resolve(resource.toTerraform() as object, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as { resource: Record<string, Record<string, Record<string, unknown>>> };
  return written.resource[resource.terraformResourceType]![resource.friendlyUniqueId]!;
}

/** @see Athena API, CreateNamedQuery: Name, QueryString (API version 2017-05-18, read 2026-11) */
function savedQueryFaults({ savedQueries = [] }: LogArchiveProps): Fault[] {
  const names = savedQueries.map(({ name }) => name);
  return names
    .filter((name, index) => name.length > 128 || names.indexOf(name) !== index)
    .map((name) => ({
      path: "savedQueries",
      problem: "has a name that is given twice or is too long",
      got: name,
      allowed: "names of at most 128 characters, each once",
      fix: "rename one of the queries",
    }));
}

/** Several names break the same rule for the same reason; the reader mends one prefix. */
function onePerText(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ problem }) => {
    const kind = problem.replace(/ for this kind of resource.*/, "");
    return !seen.has(kind) && seen.add(kind);
  });
}
