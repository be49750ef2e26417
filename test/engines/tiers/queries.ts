import { join } from "node:path";
import type { StackJson } from "../../plan/environment-module";
import { synthesisedEnvironments } from "../../plan/synthesised-environments";
import { DuckDbArchive } from "../../queries/duckdb-archive";
import { type Expectation, hoursOf, literalsOf } from "../../queries/expectation";
import { expectations } from "../../queries/expectations";
import { type GeneratedArchive, generateArchive } from "../../queries/generated-archive";
import { type QueryRows, rowFaults } from "../../queries/query-rows";
import { LOG_GROUP_PURPOSES } from "../../../queries/saved-query";
import { createHiveTable } from "../../queries/trino/hive-table";
import { partitionFaults, writeBorderFiles } from "../../queries/trino/partition-check";
import { type SynthesisedArchive, synthesisedArchive } from "../../queries/trino/synthesised-archive";
import { WRONG_QUERIES, WRONG_TABLES } from "../../queries/trino/wrong-on-purpose";
import { CACHE_FOLDER } from "../project-folder";
import { type Check, check, noneOf, type Tier, type TierContext } from "../tier";
import { trino } from "../trino";
import type { TrinoClient } from "../trino-client";
import { TrinoServer } from "../trino-server";

const EVENTS = 1_000_000;
const FOLDER = join(CACHE_FOLDER, "queries");
const DATA = join(FOLDER, "data");
/** Folder below `DATA` that stands for the archive bucket. */
const BUCKET = "archive";

/** The saved Athena queries on a million events, in DuckDB and in Trino, through the table that production deploys. */
export const queries: Tier = {
  name: "queries",
  shows:
    "every saved Athena query gives the right rows on a million events and reads only its hours; the projected partitions are Firehose's",
  lane: "other",
  engines: [trino],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const stacks = await synthesisedEnvironments();
    const archive = synthesisedArchive(stacks.production!["production-logs"]!);
    const all = await expectations();
    const now = new Date();
    // The server takes as long to start as some files take to be written.
    const starting = TrinoServer.start({
      program: program(trino),
      workFolder: join(FOLDER, "trino"),
      dataFolder: DATA,
      timeoutSeconds: 600,
      log: () => undefined,
    });
    starting.catch(() => undefined);
    try {
      const generated = await generateArchive(
        {
          bucket: join(DATA, BUCKET),
          columns: archive.table.columns,
          prefixOf: (purpose) => archive.folderPrefixes[purpose] ?? archive.prefix,
          fileExtension: archive.fileExtension,
          events: EVENTS,
          expectations: all,
        },
        now,
      );
      log(`${generated.events} events in ${generated.files.length} files`);
      const { client } = await starting;
      return [
        check(`the archive holds at least ${EVENTS} events`, generated.events >= EVENTS, `${generated.events} generated`),
        noneOf(
          "every purpose of log groups has a folder in production",
          LOG_GROUP_PURPOSES.filter((purpose) => archive.folderPrefixes[purpose] === undefined),
        ),
        noneOf(
          "every saved query stands ready in production",
          all.map(({ query }) => query.name).filter((name) => archive.savedQueries[name] === undefined),
        ),
        ...(await duckDbChecks(archive, all, generated, log)),
        ...(await trinoChecks(client, archive, all, generated, log)),
        ...(await partitionChecks(client, archive, now)),
        ...environmentChecks(stacks),
      ];
    } finally {
      await starting.then(
        (server) => server.stop(),
        () => undefined,
      );
    }
  },
};

async function duckDbChecks(
  { table, folderTable, savedQueries }: SynthesisedArchive,
  all: readonly Expectation[],
  generated: GeneratedArchive,
  log: TierContext["log"],
): Promise<readonly Check[]> {
  const names = { database: table.database, table: table.name, folderTable: folderTable!.name };
  const duckDb = await DuckDbArchive.open(names, table.columns, generated.files);
  const checks: Check[] = [];
  try {
    for (const expectation of all) {
      const { query } = expectation;
      const started = performance.now();
      const faults = await faultsOf(expectation, generated, () =>
        duckDb.query(savedQueries[query.name]!, literalsOf(expectation, generated.span)),
      );
      log(`DuckDB  ${query.name} ${Math.round(performance.now() - started)} ms`);
      checks.push(noneOf(`${query.name} gives the expected rows in DuckDB`, faults));
    }
  } finally {
    duckDb.close();
  }
  return checks;
}

async function trinoChecks(
  client: TrinoClient,
  { table, folderTable, savedQueries }: SynthesisedArchive,
  all: readonly Expectation[],
  generated: GeneratedArchive,
  log: TierContext["log"],
): Promise<readonly Check[]> {
  await client.query(`CREATE SCHEMA hive."${table.database}"`);
  for (const each of [table, folderTable!]) {
    await client.query(createHiveTable(each, { bucketFolder: BUCKET, schema: each.database, table: each.name }));
  }
  const checks: Check[] = [];
  for (const expectation of all) {
    const { query } = expectation;
    let read: readonly string[] | undefined;
    let types: readonly string[] = [];
    const faults = await faultsOf(expectation, generated, async () => {
      const result = await client.execute(savedQueries[query.name]!, literalsOf(expectation, generated.span));
      read = result.partitions;
      types = result.columns.map(({ type }) => type.replace(/^varchar\(\d+\)$/, "varchar"));
      log(
        `Trino   ${query.name} ${Math.round(result.seconds * 1000)} ms, ${read?.length ?? "all"} partitions, ${result.rows.length} rows`,
      );
      return { columns: result.columns.map(({ name }) => name), rows: result.rows.map((row) => row.map(asKey)) };
    });
    const declared = query.columns.map(({ type }) => type);
    checks.push(
      noneOf(`${query.name} gives the expected rows in Trino`, faults),
      check(`${query.name} gives the types that it declares`, types.join() === declared.join(), types.join(", ")),
      noneOf(`${query.name} reads the partitions of its hours and its folder only`, windowFaults(read, expectation, generated)),
    );
  }
  checks.push(await unboundedCheck(client, `"${table.database}"."${table.name}"`, all[0]!, generated));
  for (const { name, sql, error } of WRONG_QUERIES) {
    checks.push(
      await refusedCheck(`Trino refuses ${name}`, error, () => client.query(sql(`hive."${table.database}"."${table.name}"`))),
    );
  }
  return checks;
}

async function partitionChecks(client: TrinoClient, archive: SynthesisedArchive, now: Date): Promise<readonly Check[]> {
  const place = { client, dataFolder: DATA };
  const files = await writeBorderFiles(archive, now, place);
  const checks = [
    noneOf(
      "the projected partitions are the folders that Firehose writes, at the ends of days, months and years",
      await partitionFaults(archive.table, files, place),
    ),
  ];
  for (const { name, change } of WRONG_TABLES) {
    const faults = await partitionFaults(change(archive.table), files, place);
    checks.push(check(`a table with ${name} is found out`, faults.length > 0, "no fault was found"));
  }
  return checks;
}

/** The other environments' tables differ in names and in how long they keep, and have to translate as well. */
function environmentChecks(stacks: Awaited<ReturnType<typeof synthesisedEnvironments>>): readonly Check[] {
  return Object.entries(stacks).map(([environment, byId]) => {
    const name = `the table of ${environment} has partitions that Trino knows`;
    try {
      const { table } = synthesisedArchive(byId[`${environment}-logs`] as StackJson);
      return check(name, createHiveTable(table, { bucketFolder: BUCKET, schema: table.database, table: table.name }) !== "");
    } catch (error) {
      return check(name, false, String(error));
    }
  });
}

async function faultsOf(
  expectation: Expectation,
  generated: GeneratedArchive,
  run: () => Promise<QueryRows>,
): Promise<readonly string[]> {
  const { query } = expectation;
  try {
    const expected = { columns: query.columns.map(({ name }) => name), rows: generated.expected.get(query.name)! };
    return rowFaults(
      await run(),
      expected,
      query.columns.map(({ type }) => type),
    );
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Athena bills what these partitions hold. A query that looks back from now also plans the hours that are still to come, which are empty. */
function windowFaults(
  read: readonly string[] | undefined,
  expectation: Expectation,
  { span }: GeneratedArchive,
): readonly string[] {
  if (read === undefined) {
    return ["It reads all partitions."];
  }
  const [from, to] = hoursOf(expectation, span);
  const places = read.map((partition) => /^dt=(?<hour>.*?)(?:\/folder=(?<folder>.*))?$/.exec(partition)!.groups!);
  const hours = places.map(({ hour }) => hour!);
  const { reads } = expectation.query;
  const folder = reads.length === 1 ? reads[0] : undefined;
  const elsewhere = places.filter((place) => place.folder !== folder);
  const outside = hours.filter((hour) => hour < from || (expectation.query.parameters.length > 0 && hour > to));
  return [
    ...(hours.length === 0 ? ["It reads nothing."] : []),
    ...elsewhere
      .slice(0, 3)
      .map((place) => `It reads ${place.folder ?? "all folders"} of ${place.hour!}, not ${folder ?? "all"}.`),
    ...outside.slice(0, 3).map((hour) => `It reads ${hour}, outside ${from} to ${to}.`),
  ];
}

/** The mistake that costs money: it gives the right rows and reads the whole archive for them. */
async function unboundedCheck(
  client: TrinoClient,
  table: string,
  expectation: Expectation,
  generated: GeneratedArchive,
): Promise<Check> {
  const { partitions } = await client.query(
    `SELECT count(*) FROM ${table} CROSS JOIN UNNEST(logevents) AS event(id, at, message) WHERE at > 0`,
  );
  const faults = windowFaults(partitions, expectation, generated);
  return check("a query that bounds only the time of the events is found out", faults.length > 0, "no fault was found");
}

/** Athena says where an object lies in S3; here it lies in a folder. */
function asKey(value: unknown): unknown {
  const folder = `local:///${BUCKET}/`;
  return typeof value === "string" && value.startsWith(folder) ? value.slice(folder.length) : value;
}

async function refusedCheck(name: string, error: RegExp, run: () => Promise<unknown>): Promise<Check> {
  try {
    await run();
    return check(name, false, "it was carried out");
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return check(name, error.test(message), message);
  }
}
