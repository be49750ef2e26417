import { describe, expect, it } from "vitest";
import { ARCHIVE_PARTITION } from "../../constructs/logs/log-archive-table";
import { codeOnly, sqlSpans } from "../../local/archive/sql-text";
import { ATHENA_QUERIES } from "../../queries/athena";
import { INSIGHTS_QUERIES } from "../../queries/insights";
import { insightsQueryFaults } from "../../queries/insights-language/check";
import { descriptionOf, purposesOf } from "../../queries/saved-query";

const TABLE = { database: "obs_test_logs", table: "log_records" };

describe.each(ATHENA_QUERIES)("Athena query $name", (query) => {
  const text = query.sql(TABLE);

  it("has a name of lower-case words and asks a question", () => {
    expect(query.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(query.description).toMatch(/^[A-Z].*\?$/);
    expect(descriptionOf(query).length).toBeLessThanOrEqual(1024);
  });

  it("reads the given table, bounds the partitions and passes over test records", () => {
    expect(text).toContain('FROM "obs_test_logs"."log_records"');
    expect(text).toMatch(new RegExp(`\\b${ARCHIVE_PARTITION} (>=|BETWEEN) `));
    expect(text).toContain("messagetype = 'DATA_MESSAGE'");
  });

  it("fits a named query: one statement without a semicolon, at most 262144 bytes", () => {
    expect(text).not.toContain(";");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(262_144);
  });

  /** Athena User Guide, "Use parameterized queries" (read 2026-11): in WHERE only, and never in quotes. */
  it("has a question mark for each parameter, after a WHERE, and none in a text or comment", () => {
    const code = codeOnly(text);
    expect(code.split("?").length - 1).toBe(query.parameters.length);
    const opaque = sqlSpans(text).filter((span) => !span.code);
    expect(opaque.filter((span) => span.text.includes("?"))).toEqual([]);
    for (const { index } of code.matchAll(/\?/g)) {
      const clause = code
        .slice(0, index)
        .match(/\b(SELECT|FROM|WHERE|GROUP|ORDER|HAVING)\b/g)!
        .at(-1);
      expect(clause).toBe("WHERE");
    }
  });

  it("says in its text what to give", () => {
    for (const [index, { description, example }] of query.parameters.entries()) {
      expect(text).toContain(`-- ${index + 1}. ${description}, such as ${example}`);
      expect(example).toMatch(/^'.*'$/);
    }
  });

  it("declares columns with names of their own", () => {
    const names = query.columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(1);
  });

  it("reads only the streams that it says it reads", () => {
    const streams = /logstream LIKE '([^'%]*)%'/.exec(text)?.[1];
    expect(streams === "" ? undefined : streams).toBe(query.logStreams);
  });
});

describe.each(INSIGHTS_QUERIES)("Logs Insights query $name", (query) => {
  it("has a name of lower-case words and asks a question", () => {
    expect(query.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(query.description).toMatch(/^[A-Z].*\?$/);
    expect(new Set(purposesOf(query)).size).toBeGreaterThan(0);
  });

  it("is one that Logs Insights takes, and ends with a limit", () => {
    expect(insightsQueryFaults(query.query)).toEqual([]);
    expect(query.query.split("\n").at(-1)).toMatch(/^\| limit \d+$/);
  });
});

it.each([["Athena", ATHENA_QUERIES] as const, ["Logs Insights", INSIGHTS_QUERIES] as const])(
  "gives each %s query its own name",
  (_, queries) => {
    expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
  },
);
