import type { RequestCounts } from "../emulator/pages";
import type { TypeClasses } from "../prove/type-classes";

/** A row of a query's answer: its values, as JSON, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** What a whole run of `npm run local` found. */
export interface UpSummary {
  readonly environment: string;
  /** `http://127.0.0.1:<port>` of the embedded AWS. */
  readonly endpoint: string;
  readonly stacks: readonly StackSummary[];
  readonly types: TypeClasses;
  /** Terraform types that `kubernetes: "none"` left out, with their number. */
  readonly notDeployed: Readonly<Record<string, number>>;
  readonly archive: ArchiveSummary;
  readonly query: { readonly name: string; readonly rows: readonly Row[] };
  readonly requests: RequestCounts;
  /** Where Terraform got the AWS provider from. */
  readonly providerSource: string;
  readonly steps: readonly StepTime[];
}

export interface StackSummary {
  readonly name: string;
  readonly resources: number;
  readonly types: number;
  readonly emptySecondPlan: boolean;
  /** What a second plan would change. */
  readonly drift: readonly string[];
}

export interface ArchiveSummary {
  readonly bucket: string;
  /** Events of the sample that the saved query is asked about. */
  readonly events: number;
  /** Every log group that the archive takes. */
  readonly groups: readonly ArchivedGroupSummary[];
  /** Whether the prover did the conversion to Parquet, which Firehose does in AWS. */
  readonly convertedByProver: boolean;
}

/** What became of the events that were written to a log group. */
export interface ArchivedGroupSummary {
  readonly logGroup: string;
  readonly written: number;
  /** Events that SQL found in the archive. */
  readonly found: number;
  /** Where they lie, such as `logs/2026/11/21/09/host/`. */
  readonly prefixes: readonly string[];
}

export interface StepTime {
  readonly step: string;
  readonly seconds: number;
}

/** What is wrong with a run that went through: its exit code is 1 when there is anything. */
export function defectsOf(summary: UpSummary): string[] {
  const drifting = summary.stacks.filter(({ emptySecondPlan }) => !emptySecondPlan);
  return [
    ...drifting.map(({ name, drift }) => `the second plan of ${name} is not empty: ${drift.join(", ")}`),
    ...summary.types.plannedOnly.map((type) => `${type} is synthesised, yet it was not applied`),
    ...summary.archive.groups
      .filter(({ written, found }) => written === 0 || found !== written)
      .map(({ logGroup, written, found }) => `SQL finds ${found} of ${written} events of ${logGroup} in the archive`),
    ...(summary.query.rows.length === 0 ? [`the saved query "${summary.query.name}" returned no rows`] : []),
  ];
}

/** The summary as one JSON object, for programs. */
export function summaryJson(summary: UpSummary): Record<string, unknown> {
  const types = [...summary.types.emulated, ...summary.types.standIn].sort();
  return {
    environment: summary.environment,
    endpoint: summary.endpoint,
    stacks: summary.stacks.map(({ name, resources, emptySecondPlan, drift }) => ({ name, resources, emptySecondPlan, drift })),
    resources: resourcesOf(summary),
    types,
    emulatedTypes: summary.types.emulated,
    standInTypes: summary.types.standIn,
    plannedOnlyTypes: summary.types.plannedOnly,
    notDeployed: summary.notDeployed,
    archive: summary.archive,
    query: summary.query,
    requests: summary.requests,
    seconds: secondsOf(summary),
    steps: summary.steps,
  };
}

export function resourcesOf(summary: UpSummary): number {
  return summary.stacks.reduce((sum, { resources }) => sum + resources, 0);
}

export function secondsOf(summary: UpSummary): number {
  return Math.round(summary.steps.reduce((sum, { seconds }) => sum + seconds, 0));
}
