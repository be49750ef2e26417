import { LocalFault } from "../local-fault";
import type { StackState } from "../terraform/stack-states";

/** What the logs stack says about its archive. */
export interface ArchiveOutputs {
  readonly bucket: string;
  readonly database: string;
  readonly table: string;
  readonly workgroup: string;
  /** Id of the saved query. */
  readonly savedQuery: string;
  /** Name of the log group that the applications write to. */
  readonly logGroup: string;
}

const NAMES: Record<keyof ArchiveOutputs, string> = {
  bucket: "archive_bucket",
  database: "archive_database",
  table: "archive_table",
  workgroup: "archive_workgroup",
  savedQuery: "archive_saved_query",
  logGroup: "application_log_group",
};

/** The archive's outputs, wherever among the stacks they stand. */
export function archiveOutputs(states: readonly StackState[]): ArchiveOutputs {
  const outputs: Record<string, unknown> = Object.assign({}, ...states.map((state) => state.outputs));
  const missing = Object.values(NAMES).filter((name) => typeof outputs[name] !== "string");
  if (missing.length > 0) {
    throw new LocalFault(`The deployed stacks have no output ${missing.join(", ")}; the logs stack must name its archive.`);
  }
  const values = Object.entries(NAMES).map(([key, name]) => [key, outputs[name]]);
  return Object.fromEntries(values) as unknown as ArchiveOutputs;
}
