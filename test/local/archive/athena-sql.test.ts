import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARCHIVE_COLUMNS, ARCHIVE_HOUR_FORMAT, ARCHIVE_PARTITION } from "../../../constructs/logs/log-archive-table";
import { type AthenaTable, runAthenaSql } from "../../../local/archive/athena-sql";
import { formatUtc } from "../../../local/archive/firehose-prefix";
import { duckDbTypeOf, parseHiveType } from "../../../local/archive/hive-type";
import { writeParquet } from "../../../local/archive/parquet-conversion";
import { rewriteUnnest } from "../../../local/archive/unnest-rewrite";
import { errorsByWorkload } from "../../../queries/athena/errors-by-workload";

const folder = mkdtempSync(join(tmpdir(), "archive-"));
afterAll(() => rmSync(folder, { recursive: true }));

const now = Date.now();
const event = (id: number, message: unknown) => ({
  id: String(id),
  timestamp: now - 60_000 + id,
  message: typeof message === "string" ? message : JSON.stringify(message),
});
const pod = (name: string, more: object) => ({ kubernetes: { namespace_name: "games", container_name: name }, ...more });
const dataMessage = (...logEvents: object[]) => ({
  messageType: "DATA_MESSAGE",
  owner: "111122223333",
  logGroup: "/aws/containerinsights/test/application",
  logStream: "node-1",
  subscriptionFilters: ["archive"],
  logEvents,
});

/** One table whose files hold the records, each list in the hour that it is given for. */
async function tableOf(...files: { hour: Date; records: object[] }[]): Promise<AthenaTable> {
  const written = files.map(async ({ hour, records }, index) => {
    const path = join(folder, `${Math.random()}-${index}.parquet`);
    await writeParquet({ columns: ARCHIVE_COLUMNS, records, file: path });
    return { path, partition: { [ARCHIVE_PARTITION]: formatUtc(ARCHIVE_HOUR_FORMAT, hour) } };
  });
  return {
    database: "obs_test_logs",
    table: "log_records",
    columns: ARCHIVE_COLUMNS,
    partitionColumns: [ARCHIVE_PARTITION],
    files: await Promise.all(written),
  };
}

describe("errors-by-workload", () => {
  let table: AthenaTable;
  beforeAll(async () => {
    const labelled = { namespace_name: "games", container_name: "app", labels: { "app.kubernetes.io/name": "lobby" } };
    const recent = [
      dataMessage(
        event(1, pod("server", { level: "ERROR", msg: "first" })),
        event(2, pod("server", { level: 50, msg: "pino" })),
        event(3, pod("server", { level: "info" })),
        event(4, "no JSON at all: error"),
      ),
      dataMessage(
        event(5, { kubernetes: labelled, log_processed: { level: "fatal" } }),
        event(6, pod("server", { log: JSON.stringify({ level: "error", msg: "as text" }) })),
      ),
      { messageType: "CONTROL_MESSAGE", logEvents: [event(7, pod("server", { level: "error" }))] },
    ];
    const old = [dataMessage(event(8, pod("server", { level: "error" })))];
    table = await tableOf({ hour: new Date(now), records: recent }, { hour: new Date(now - 3 * 86_400_000), records: old });
  });

  it("counts the errors of the last day by workload, the most first, with the last message", async () => {
    const { columns, rows } = await runAthenaSql(errorsByWorkload.sql(table), [table]);
    expect(columns).toEqual(["namespace", "workload", "errors", "last_seen", "last_message"]);
    expect(rows).toMatchObject([
      { namespace: "games", workload: "server", errors: "3", last_message: expect.stringContaining("as text") },
      { namespace: "games", workload: "lobby", errors: "1" },
    ]);
  });

  it("gives no rows for an empty archive", async () => {
    expect((await runAthenaSql(errorsByWorkload.sql(table), [{ ...table, files: [] }])).rows).toEqual([]);
  });
});

describe("writeParquet", () => {
  it("matches keys without regard to case, drops unknown ones and leaves missing ones null", async () => {
    const table = await tableOf({ hour: new Date(now), records: [{ MESSAGETYPE: "DATA_MESSAGE", other: 1 }] });
    const { rows } = await runAthenaSql('SELECT * FROM "obs_test_logs"."log_records"', [table]);
    expect(rows).toEqual([
      {
        messagetype: "DATA_MESSAGE",
        owner: null,
        loggroup: null,
        logstream: null,
        subscriptionfilters: null,
        logevents: null,
        dt: formatUtc(ARCHIVE_HOUR_FORMAT, new Date(now)),
      },
    ]);
  });

  it("writes the types of the Glue table", async () => {
    const table = await tableOf({ hour: new Date(now), records: [dataMessage(event(1, "x"))] });
    const { rows } = await runAthenaSql('SELECT typeof(logevents) AS type FROM "obs_test_logs"."log_records"', [table]);
    expect(rows).toEqual([{ type: 'STRUCT(id VARCHAR, "timestamp" BIGINT, message VARCHAR)[]' }]);
  });

  it("refuses a value that doesn't fit its column", async () => {
    const records = [dataMessage({ id: "1", timestamp: "yesterday", message: "x" })];
    await expect(tableOf({ hour: new Date(now), records })).rejects.toThrow(/Failed to cast value to numerical: "yesterday"/);
  });
});

describe("the dialect of Trino", () => {
  const one = async (expression: string) => (await runAthenaSql(`SELECT ${expression} AS value`, [])).rows[0]!.value;

  it.each([
    [`json_extract_scalar('{"a":{"b":1}}', '$.a.b')`, "1"],
    [`json_extract_scalar('{"a":{"b":1}}', '$.a')`, null],
    [`json_extract_scalar('{"a.b/c":"x"}', '$["a.b/c"]')`, "x"],
    [`json_extract_scalar('no json', '$.a')`, null],
    [`7 / 2`, 3],
    [`date_format(from_unixtime(1773039904), '%Y/%m/%d/%H:%i:%s')`, "2026/03/09/07:05:04"],
    [`regexp_like('an error', 'err')`, true],
    [`regexp_extract('arn="a"', 'arn="([^"]+)"', 1)`, "a"],
    [`regexp_extract('nothing', 'arn="([^"]+)"', 1)`, null],
    [`length(to_utf8('日本'))`, "6"],
    [`length('日本')`, "2"],
    [`count_if(CAST(NULL AS boolean))`, "0"],
    [`cardinality(ARRAY[1, 2])`, "2"],
    [`CAST(date_add('hour', 2, TIMESTAMP '2026-01-01 23:00:00') AS varchar)`, "2026-01-02 01:00:00"],
  ])("%s is %j", async (expression, expected) => {
    expect(await one(expression)).toBe(expected);
  });

  it("names a function that it lacks", async () => {
    await expect(one("url_extract_host('x')")).rejects.toThrow(/uses the function url_extract_host, which DuckDB lacks/);
  });

  it("refuses a format that it doesn't know", async () => {
    await expect(one("date_format(current_timestamp, '%W')")).rejects.toThrow(/date_format supports .* got %W/);
  });
});

describe("rewriteUnnest", () => {
  it("rewrites each join and leaves strings alone", () => {
    const sql = `SELECT 'CROSS JOIN UNNEST(a)' FROM t CROSS JOIN UNNEST(f(a, b)) AS x(c) cross join unnest(d) y("e")`;
    expect(rewriteUnnest(sql)).toBe(
      `SELECT 'CROSS JOIN UNNEST(a)' FROM t CROSS JOIN LATERAL (SELECT unnest(f(a, b), max_depth := 2)) AS x(c) CROSS JOIN LATERAL (SELECT unnest(d, max_depth := 2)) y("e")`,
    );
  });

  it.each([
    ["FROM t CROSS JOIN UNNEST(a, b) AS x(c, d)", /UNNEST of several arrays at once is not supported here/],
    ["FROM t CROSS JOIN UNNEST(a) WITH ORDINALITY AS x(c, n)", /UNNEST WITH ORDINALITY is not supported here/],
    ["FROM t CROSS JOIN UNNEST(a) WHERE true", /UNNEST needs an alias with the names of its columns/],
    ["FROM t CROSS JOIN UNNEST(a", /a bracket that is never closed/],
  ])("refuses %s", (sql, message) => {
    expect(() => rewriteUnnest(sql)).toThrow(message);
  });
});

describe("parseHiveType", () => {
  it("reads nested types", () => {
    expect(duckDbTypeOf(parseHiveType("array<struct<id:string,at:array<bigint>>>"))).toBe(
      'STRUCT("id" VARCHAR, "at" BIGINT[])[]',
    );
  });

  it.each(["map<string,string>", "array<string", "struct<string>", "string>"])("refuses %s", (type) => {
    expect(() => parseHiveType(type)).toThrow(/The Hive type ".*" can't be read at ".*"; supported are string/);
  });
});
