import { GetNamedQueryCommand } from "@aws-sdk/client-athena";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AthenaTable, runAthenaSql } from "../archive/athena-sql";
import { LocalFault, messageOf, START_AFRESH } from "../local-fault";
import type { ProjectFolders } from "../project-folders";
import type { ArchivedGroupSummary, ArchiveSummary, Row } from "../report/summary";
import type { StackState } from "../terraform/stack-states";
import { type ArchiveOutputs, archiveOutputs } from "./archive-outputs";
import { downloadTables, readArchiveTables } from "./archive-table";
import { type ArchivedGroup, archivedGroups } from "./archived-groups";
import { convertDelivered } from "./convert-delivered";
import { keysOf, waitForDelivery } from "./delivered-objects";
import { closeClients, type EmbeddedAws, embeddedAws } from "./embedded-aws";
import { SAMPLE_EVENTS } from "./sample-events";
import { type WrittenEvents, writeEvents } from "./write-events";

/** What went through the archive. */
export interface ArchiveProof {
  readonly archive: ArchiveSummary;
  readonly query: { readonly name: string; readonly rows: readonly Row[] };
}

/** One run of the proof. */
interface Proof {
  readonly aws: EmbeddedAws;
  readonly outputs: ArchiveOutputs;
  /** Folder for the files that pass through this machine. */
  readonly workDir: string;
  readonly now: Date;
  readonly say: (text: string) => void;
}

/**
 * Writes log events to every archived group of a deployed environment and follows them: subscription, Firehose, bucket, Parquet, SQL.
 * The emulator delivers, but it neither evaluates prefixes nor converts; those two steps are done here, from what is deployed.
 */
export async function proveArchive(
  endpoint: string,
  states: readonly StackState[],
  folders: ProjectFolders,
  say: (text: string) => void,
): Promise<ArchiveProof> {
  const aws = embeddedAws(endpoint);
  const workDir = join(folders.work, "archive");
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  try {
    return await follow({ aws, outputs: archiveOutputs(states), workDir, now: new Date(), say });
  } catch (thrown) {
    throw thrown instanceof LocalFault
      ? thrown
      : new LocalFault(`The archive could not be proved; read .local/emulator.log, or ${START_AFRESH}.`, [messageOf(thrown)]);
  } finally {
    closeClients(aws);
  }
}

async function follow({ aws, outputs, workDir, now, say }: Proof): Promise<ArchiveProof> {
  const { bucket } = outputs;
  const groups = await archivedGroups(aws, bucket);
  const marker = randomUUID();
  say(`writing events to ${groups.length} log groups`);
  const before = new Set(await keysOf(aws, bucket));
  const written = await writeEvents(aws, groups, { sampleGroup: outputs.logGroup, marker, now });
  const delivered = await waitForDelivery(aws, bucket, before, written);

  const tables = await readArchiveTables(aws, outputs.database);
  const main = tables.find(({ table }) => table === outputs.table);
  if (main === undefined) {
    throw new LocalFault(`Glue has no table ${outputs.database}.${outputs.table}; ${START_AFRESH}.`);
  }
  say(`converting ${delivered.length} delivered objects to Parquet`);
  const prefixes = await convertDelivered(aws, { bucket, groups, columns: main.columns, delivered, workDir, now });

  const downloaded = await downloadTables(aws, bucket, tables, workDir);
  const query = await savedQuery(aws, outputs.savedQuery);
  say(`running the saved query ${query.name}`);
  const { rows } = await runAthenaSql(query.sql, downloaded);
  const found = await foundByGroup(
    downloaded.find(({ table }) => table === main.table)!,
    marker,
  );
  return {
    archive: {
      bucket,
      events: SAMPLE_EVENTS,
      convertedByProver: delivered.length > 0,
      groups: groups.map((group) => groupSummary(group, written, found, prefixes)),
    },
    query: { name: query.name, rows },
  };
}

/** How many events of this run SQL finds in the archive, by log group. */
async function foundByGroup(table: AthenaTable, marker: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await runAthenaSql(
    `SELECT loggroup, count(DISTINCT event.id) AS events
     FROM "${table.database}"."${table.table}"
     CROSS JOIN UNNEST(logevents) AS event(id, "timestamp", message)
     WHERE messagetype = 'DATA_MESSAGE' AND strpos(event.message, '${marker}') > 0
     GROUP BY loggroup`,
    [table],
  );
  return new Map(rows.map(({ loggroup, events }) => [String(loggroup), Number(events)]));
}

function groupSummary(
  { logGroup }: ArchivedGroup,
  written: readonly WrittenEvents[],
  found: ReadonlyMap<string, number>,
  prefixes: ReadonlyMap<string, readonly string[]>,
): ArchivedGroupSummary {
  return {
    logGroup,
    written: written.filter((one) => one.logGroup === logGroup).reduce((sum, { events }) => sum + events, 0),
    found: found.get(logGroup) ?? 0,
    prefixes: prefixes.get(logGroup) ?? [],
  };
}

async function savedQuery(aws: EmbeddedAws, id: string): Promise<{ name: string; sql: string }> {
  const { NamedQuery } = await aws.athena.send(new GetNamedQueryCommand({ NamedQueryId: id }));
  if (NamedQuery?.QueryString === undefined) {
    throw new LocalFault(`Athena has no saved query ${id}; ${START_AFRESH}.`);
  }
  return { name: NamedQuery.Name ?? id, sql: NamedQuery.QueryString };
}
