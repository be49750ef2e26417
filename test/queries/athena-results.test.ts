import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARCHIVE_COLUMNS, ARCHIVE_DATA_PREFIX, ARCHIVE_HOUR_FORMAT } from "../../constructs/logs/log-archive-table";
import { queryTableOf } from "../../constructs/logs/archive-folder";
import { type AthenaQuery, LOG_GROUP_PURPOSES } from "../../queries/saved-query";
import { ATHENA_QUERIES } from "../../queries/athena";
import { DuckDbArchive } from "./duckdb-archive";
import { type Expectation, literalsOf } from "./expectation";
import { expectations } from "./expectations";
import { type GeneratedArchive, generateArchive } from "./generated-archive";
import { rowFaults } from "./query-rows";

const TABLES = { database: "obs_test_logs", table: "log_records", folderTable: "log_records_by_folder" };
const tableOf = (query: AthenaQuery) => queryTableOf(query, TABLES, LOG_GROUP_PURPOSES);

/** Name of a query, the mistake in words, the right part of its SQL, and what stands there instead. */
const MISTAKES: readonly (readonly [string, string, string | RegExp, string])[] = [
  ...["access-policy-use", "refused-requests"].map(
    (name) => [name, "copies count", "count(DISTINCT event.id)", "count(*)"] as const,
  ),
  ["restore-events", "copies are restored", "SELECT DISTINCT", "SELECT"],
  ["games-created-by-day", "copies count", "count(DISTINCT event.id)", "count(*)"],
  ["games-created-by-day", "mere mentions count", /AND coalesce\([^=]*= 'Game created in Redis'/, ""],
  ["volume-by-group-and-day", "tests of the destination count", "messagetype = 'DATA_MESSAGE'", "true"],
  ["volume-by-group-and-day", "characters are taken for bytes", "length(to_utf8(event.message))", "length(event.message)"],
  ["volume-by-group-and-day", "a day is left out", "INTERVAL '168' HOUR", "INTERVAL '144' HOUR"],
  ["oom-kills", "other lines are taken for the kernel's", "logstream LIKE '%.host.dmesg'", "true"],
  ["pod-sessions", "a session counts twice", "GROUP BY", "GROUP BY event.id,"],
  ["aws-auth-changes", "reads are taken for changes", "('create', 'update', 'patch', 'delete')", "('update', 'patch', 'get')"],
  ["silent-streams", "every stream is silent", "HAVING", "HAVING true OR"],
];

/** The proof on a million events, and on Trino, is the tier `queries`; this is the same on few, for every run of the unit tests. */
describe("every Athena query", () => {
  const folder = mkdtempSync(join(tmpdir(), "queries-"));
  let all: readonly Expectation[];
  let archive: GeneratedArchive;
  let duckDb: DuckDbArchive;
  beforeAll(async () => {
    all = await expectations();
    archive = await generateArchive(
      {
        bucket: join(folder, "bucket"),
        columns: ARCHIVE_COLUMNS,
        prefixOf: (purpose) => `${ARCHIVE_DATA_PREFIX}!{timestamp:${ARCHIVE_HOUR_FORMAT}}/${purpose}/`,
        fileExtension: ".parquet",
        events: 12_000,
        expectations: all,
      },
      new Date(),
    );
    duckDb = await DuckDbArchive.open(TABLES, ARCHIVE_COLUMNS, archive.files);
  }, 120_000);
  afterAll(() => {
    duckDb.close();
    rmSync(folder, { recursive: true });
  });

  it("has a file with an expectation", () => {
    expect(all.map(({ query }) => query.name).sort()).toEqual(ATHENA_QUERIES.map(({ name }) => name).sort());
  });

  it.each(ATHENA_QUERIES)("$name gives what was computed from the events themselves", async (query) => {
    const expectation = all.find((one) => one.query === query)!;
    const result = await duckDb.query(query.sql(tableOf(query)), literalsOf(expectation, archive.span));
    const columns = query.columns.map(({ name }) => name);
    const types = query.columns.map(({ type }) => type);
    expect(rowFaults(result, { columns, rows: archive.expected.get(query.name)! }, types)).toEqual([]);
  });

  /** The generated events hold what each of these mistakes would trip over. */
  it.each(MISTAKES)("%s is found wrong when %s", async (name, _, right, wrong) => {
    const expectation = all.find(({ query }) => query.name === name)!;
    const sql = expectation.query.sql(tableOf(expectation.query));
    expect(sql).toMatch(right);
    const result = await duckDb.query(sql.replace(right, wrong), literalsOf(expectation, archive.span));
    const columns = expectation.query.columns.map((column) => column.name);
    const types = expectation.query.columns.map(({ type }) => type);
    expect(rowFaults(result, { columns, rows: archive.expected.get(name)! }, types)).not.toEqual([]);
  });
});
