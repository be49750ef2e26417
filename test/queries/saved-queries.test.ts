import { describe, expect, it } from "vitest";
import { ARCHIVE_PARTITION } from "../../constructs/logs/log-archive-table";
import { ATHENA_QUERIES } from "../../queries/athena";
import { INSIGHTS_QUERIES } from "../../queries/insights";

const COMMANDS = ["fields", "display", "filter", "filterIndex", "stats", "sort", "limit", "parse", "dedup", "pattern", "unmask"];

describe.each(ATHENA_QUERIES)("Athena query $name", ({ name, description, sql }) => {
  const text = sql({ database: "obs_test_logs", table: "log_records" });

  it("has a name of lower-case words and asks a question", () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\?$/);
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
});

describe.each(INSIGHTS_QUERIES)("Logs Insights query $name", ({ name, description, query }) => {
  it("has a name of lower-case words and asks a question", () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(description).toMatch(/^[A-Z].*\?$/);
  });

  it("is a pipe of known commands that ends with a limit", () => {
    const commands = query.split(/\n\|/).map((command) => command.trim().split(/\s+/)[0]);
    expect(COMMANDS).toEqual(expect.arrayContaining([...new Set(commands)]));
    expect(commands.at(-1)).toBe("limit");
  });
});

it.each([["Athena", ATHENA_QUERIES] as const, ["Logs Insights", INSIGHTS_QUERIES] as const])(
  "gives each %s query its own name",
  (_, queries) => {
    expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
  },
);
