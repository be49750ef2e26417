import type { AthenaQuery, QueryTable } from "../../queries/saved-query";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import type { Fault } from "../core/validation";
import type { TableNames } from "./log-archive-statements";

/** A part of an archive with a Firehose stream and a folder of its own, so that queries on it read nothing else. */
export interface ArchiveFolder {
  /**
   * Whether the folder has a folder for each workload: `games.shipit` for the container `shipit` of the namespace `games`, `other` for
   * what comes from no container. A query on one workload then reads its files alone. Firehose makes one file for each workload and
   * interval, charges 0.02 USD more per GB and 0.07 USD an hour of its parser (us-east-1, recalled 2026-11), and sends what exceeds
   * 500 workloads at a time to the folder of errors. Changing it replaces the stream.
   * @default false
   */
  readonly byWorkload?: boolean;
}

/** Name of the partition key that Firehose works out for each record. */
export const WORKLOAD_KEY = "workload";

/**
 * The workload of a record in the language of jq: from the name of a log stream as Fluent Bit makes it,
 * `<node>-application.var.log.containers.<pod>_<namespace>_<container>-<id>.log`. Without regular expressions, which AWS says nothing
 * about. None of the names in it may hold a `_`, so the parts can't be mistaken.
 */
export const WORKLOAD_QUERY =
  '(.logStream | split("_") | if length > 2 and (.[-1] | endswith(".log"))' +
  ' then .[-2] + "." + (.[-1] | split("-") | .[:-1] | join("-")) else "other" end)';

/**
 * The table that a saved query reads: the folder of its purpose, where it has one purpose and the archive a folder of that name, and
 * everything otherwise.
 */
export function queryTableOf(
  { reads }: Pick<AthenaQuery, "reads">,
  { database, table, folderTable }: TableNames,
  folders: readonly string[],
): QueryTable {
  const [folder, ...others] = reads;
  return folderTable !== undefined && folder !== undefined && others.length === 0 && folders.includes(folder)
    ? { database, table: folderTable, folder }
    : { database, table };
}

/** Most folders of an archive: Firehose makes 50 streams an account and region by default, and others need some of them. */
const MOST_FOLDERS = 20;

/** A fault for each folder that S3, Firehose or Athena would refuse, and for each that is asked for but not there. */
export function folderFaults(folders: Readonly<Record<string, ArchiveFolder>>, streamOf: (folder: string) => string): Fault[] {
  const names = Object.keys(folders);
  const faults = names.flatMap((name): Fault[] =>
    /^[a-z0-9](-?[a-z0-9])*$/.test(name)
      ? nameFaults(`folders.${name}`, streamOf(name), NAME_LIMITS.deliveryStream)
      : [
          {
            path: "folders",
            problem: "has a name that can't be a folder, a part of a stream's name and a value in SQL",
            got: name,
            allowed: "lower-case letters and digits, with single hyphens between them",
            fix: "rename the folder",
          },
        ],
  );
  if (names.length > MOST_FOLDERS) {
    faults.push({
      path: "folders",
      problem: "are too many: each is a Firehose stream",
      got: names.length,
      allowed: `at most ${MOST_FOLDERS}`,
      fix: "put groups that are asked about together into one folder",
    });
  }
  return faults;
}
