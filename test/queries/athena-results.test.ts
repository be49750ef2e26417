import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ARCHIVE_COLUMNS,
  ARCHIVE_DATA_PREFIX,
  ARCHIVE_HOUR_FORMAT,
  ARCHIVE_PARTITION,
} from "../../constructs/logs/log-archive-table";
import { ATHENA_QUERIES } from "../../queries/athena";
import { DuckDbArchive } from "./duckdb-archive";
import { type Expectation, literalsOf } from "./expectation";
import { expectations } from "./expectations";
import { type GeneratedArchive, generateArchive } from "./generated-archive";
import { rowFaults } from "./query-rows";

const TABLE = { database: "obs_test_logs", table: "log_records" };

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
        prefix: `${ARCHIVE_DATA_PREFIX}!{timestamp:${ARCHIVE_HOUR_FORMAT}}/`,
        fileExtension: ".parquet",
        events: 12_000,
        expectations: all,
      },
      new Date(),
    );
    duckDb = await DuckDbArchive.open(TABLE, ARCHIVE_COLUMNS, ARCHIVE_PARTITION, archive.files);
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
    const result = await duckDb.query(query.sql(TABLE), literalsOf(expectation, archive.span));
    const columns = query.columns.map(({ name }) => name);
    const types = query.columns.map(({ type }) => type);
    expect(rowFaults(result, { columns, rows: archive.expected.get(query.name)! }, types)).toEqual([]);
  });
});
