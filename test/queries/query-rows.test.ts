import { describe, expect, it } from "vitest";
import { boundSql } from "./bound-sql";
import { rowFaults } from "./query-rows";

const types = ["timestamp(3) with time zone", "bigint", "double", "varchar"];
const columns = ["at", "count", "share", "name"];
const expected = { columns, rows: [[Date.parse("2026-11-20T09:12:33.123Z"), 7, { least: 0.4, most: 0.6 }, null]] };
const faults = (...rows: unknown[][]) => rowFaults({ columns, rows }, expected, types);

describe("rowFaults", () => {
  it("takes what Trino and DuckDB write for the same", () => {
    expect(faults(["2026-11-20 09:12:33.123 UTC", 7, 0.5, null])).toEqual([]);
    expect(faults(["2026-11-20 09:12:33.123+00", "7", 0.6, null])).toEqual([]);
  });

  it.each([
    ["a time that is off by milliseconds", ["2026-11-20 09:12:33.100 UTC", 7, 0.5, null], /Row 0 differs in at/],
    ["a count that is off by one", ["2026-11-20 09:12:33.123 UTC", 8, 0.5, null], /Row 0 differs in count/],
    ["an approximate value out of its bounds", ["2026-11-20 09:12:33.123 UTC", 7, 0.61, null], /Row 0 differs in share/],
    ["a text for null", ["2026-11-20 09:12:33.123 UTC", 7, 0.5, ""], /Row 0 differs in name/],
  ])("finds %s", (_, row, fault) => {
    expect(faults(row).join()).toMatch(fault);
  });

  it("finds missing and surplus rows, other columns, and an expectation of nothing", () => {
    const row = ["2026-11-20 09:12:33.123 UTC", 7, 0.5, null];
    expect(faults()).toContain("There are 0 rows instead of 1.");
    expect(faults(row, row)).toEqual(["There are 2 rows instead of 1."]);
    expect(rowFaults({ columns: ["at"], rows: [] }, expected, types)).toEqual([
      "The columns are at instead of at, count, share, name.",
    ]);
    expect(rowFaults({ columns, rows: [] }, { columns, rows: [] }, types).join()).toMatch(/nothing is proved/);
  });
});

describe("boundSql", () => {
  it("puts arguments in the places of question marks, and leaves texts and comments alone", () => {
    const sql = "-- who?\nSELECT 'why?' WHERE a = ? AND b = ?";
    expect(boundSql(sql, ["'$&'", "2"])).toBe("-- who?\nSELECT 'why?' WHERE a = '$&' AND b = 2");
  });

  it("refuses too few arguments and too many", () => {
    expect(() => boundSql("SELECT ?", [])).toThrow("The SQL takes 1 arguments and got 0.");
    expect(() => boundSql("SELECT 1", ["1"])).toThrow("The SQL takes 0 arguments and got 1.");
  });
});
