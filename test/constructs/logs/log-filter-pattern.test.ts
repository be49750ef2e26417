import { describe, expect, it } from "vitest";
import { filterPatternFaults, regexesIn } from "../../../constructs/logs/log-filter-faults";
import { parseLogFilterPattern } from "../../../constructs/logs/log-filter-reader";
import { FILTER_READINGS, matchesFilter } from "../../support/log-filter-match";

/** The answer of a pattern; fails when the two readings of what AWS leaves open differ. */
function matches(pattern: string, message: string | object): boolean {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  const [one, other] = FILTER_READINGS.map((reading) => matchesFilter(parseLogFilterPattern(pattern), text, reading));
  expect(one, `${pattern} depends on whether a missing property is unequal`).toBe(other);
  return one!;
}

/** Examples of the CloudWatch Logs User Guide, "Filter pattern syntax" (read 2026-11), as it gives their answers. */
const REQUESTS = ["[ERROR 400] BAD REQUEST", "[ERROR 401] UNAUTHORIZED REQUEST", "[ERROR 419] MISSING ARGUMENTS"];
const TRAIL = {
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  "cluster.name": "c",
  ThisFlag: true,
};
const USERS = {
  user: { id: 1, email: "John.Stiles@example.com" },
  users: [
    { id: 2, email: "John.Doe@example.com" },
    { id: 3, email: "Jane.Doe@example.com" },
  ],
  actions: ["GET", "PUT", "DELETE"],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};
const ACCESS = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
const LEVELS = ["INFO 09/25/2014 12:00:00 GET /service/resource/67 1200", "ERROR 09/25/2014 12:00:02 Failed to process request"];

describe("patterns of terms", () => {
  it.each([
    ["", [true, true, true]],
    ['" "', [true, true, true]],
    ["ERROR", [true, true, true]],
    ["ERROR ARGUMENTS", [false, false, true]],
    ["?UNAUTHORIZED ?ARGUMENTS", [false, true, true]],
    ["ERROR -ARGUMENTS", [true, true, false]],
    ['"BAD REQUEST"', [true, false, false]],
    ["%UNAUTHORIZED|MISSING%", [false, true, true]],
    ["error", [false, false, false]],
  ])("%s", (pattern, answers) => {
    expect(REQUESTS.map((message) => matches(pattern, message))).toEqual(answers);
  });
});

describe("patterns of JSON fields", () => {
  it.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ["{ $.sourceIPAddress != 123.123.* }", true],
    ["{ $.sourceIPAddress = 111.111.* }", true],
    ['{ $.eventType = "*Trail" }', true],
    ['{ $.eventType = "Update*" }', true],
    ['{ $.eventType = "Up*Trail" }', false],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ['{ $.arrayKey = "value" }', false],
    ["{ $.objectList[1].id = 2 }", true],
    ["{ $.eventType = %Trail% }", true],
    ["{ $.arrayKey[*] = %val.{2}% }", true],
    ["{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }", true],
    ["{ $.['cluster.name'] = \"c\" }", true],
    ["{ $.SomeObject IS NULL }", true],
    ["{ $.SomeOtherObject IS NULL }", false],
    ["{ $.SomeOtherObject NOT EXISTS }", true],
    ["{ $.SomeObject NOT EXISTS }", false],
    ["{ $.ThisFlag IS TRUE }", true],
    ["{ $.ThisFlag IS FALSE }", false],
    ["{ $.eventType = * }", true],
    ["{ $.other = * }", false],
  ])("%s", (pattern, answer) => {
    expect(matches(pattern, TRAIL)).toBe(answer);
  });

  it.each([
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', true],
    ['{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }', true],
    ['{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }', false],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', false],
    ["{ $.user.id >= 1 && $.users[1].id < 3.5e0 }", true],
    ["{ $.user.id > +1 }", false],
    ["{ $.users[1].id <= -3 }", false],
  ])("%s", (pattern, answer) => {
    expect(matches(pattern, USERS)).toBe(answer);
  });

  it("match no event that is no JSON", () => {
    expect(matches("{ $.a NOT EXISTS }", "time=now level=info")).toBe(false);
  });

  it("leave open whether a missing property is unequal", () => {
    expect(() => matches('{ $.other != "x" }', TRAIL)).toThrow("depends on whether a missing property is unequal");
  });
});

describe("patterns of columns", () => {
  it.each([
    ["[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]", true],
    ["[..., request =*.html*, status_code = 4*, bytes]", true],
    ["[ip, user, ..., bytes > 1000]", true],
    ["[..., status_code = 403 || status_code = 404, bytes]", true],
    ["[..., status_code = 4* && bytes > 2000, bytes]", false],
    ["[ip, user]", false],
    ["[..., request=*.html*, status_code=4*,]", true],
  ])("%s", (pattern, answer) => {
    expect(matches(pattern, ACCESS)).toBe(answer);
  });

  it.each([
    ["[w1=ERROR, ...]", [false, true]],
    ["[w1!=ERROR && w1!=WARNING, ...]", [true, false]],
    ["[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]", [true, false]],
  ])("%s", (pattern, answers) => {
    expect(LEVELS.map((message) => matches(pattern, message))).toEqual(answers);
  });
});

describe("filterPatternFaults", () => {
  const problemOf = (pattern: string) => filterPatternFaults("pattern", pattern).map(({ problem }) => problem);

  it.each([
    ["{ $.a = 1", "the end at position 9 stands where } should"],
    ["{ a = 1 }", '"a = 1 }" at position 2 stands where a selector should'],
    ["{ $ = 1 }", '" = 1 }" at position 3 stands after $'],
    ["{ $.a }", '"}" at position 6 stands where an operator should'],
    ["{ $.a == 1 }", '"= 1 }" at position 7 is no value'],
    ["{ $.a = foo.bar }", '"foo.bar }" at position 8 is no value'],
    ['{ $.a > "x" }', "> compares with something else than a number"],
    ["{ $.a IS NOT NULL }", '"NOT NULL }" at position 9 stands after IS'],
    ["{ $.a EXISTS }", '"EXISTS }" at position 6 stands where an operator should'],
    ["{ $.a = 1 } x", '"x" at position 12 stands after the end'],
    ["{ ($.a = 1 }", '"}" at position 11 stands where ) should'],
    ['{ $.a = "x }', '"\\"x }" at position 8 begins a text that never ends'],
    ["{ $.a = %x }", '"%x }" at position 8 begins a regular expression that never ends'],
    ["{ $.a = %(x)% }", 'the regular expression holds "(", which CloudWatch refuses'],
    ["{ $.a = %x!% }", 'the regular expression holds "!", which CloudWatch refuses'],
    ["{ $.a = %ä% }", 'the regular expression holds "ä", which CloudWatch refuses'],
    ["{ $.a = %[x% }", "[x is no regular expression"],
    ["level=error", '"level=error" at position 0 is no term'],
    ["ERROR ?WARN", "terms with ? stand beside others, and CloudWatch ignores them then"],
    ["[a, b", "the end at position 5 stands where ] should"],
    ["[..., a, ...]", "... stands more than once"],
    ["[a, = 3]", '"= 3]" at position 4 stands where the name of a column should'],
  ])("%s", (pattern, problem) => {
    expect(problemOf(pattern)).toEqual([`is no filter pattern: ${problem}`]);
  });

  it("counts regular expressions, and wildcards in selectors", () => {
    expect(problemOf("{ $.a = %x% || $.b = %y% || $.c = %z% }")).toEqual(["has 3 regular expressions"]);
    expect(problemOf("{ $.a[*].b[*] = 1 }")).toEqual(["has 2 wildcards in one selector"]);
    expect(problemOf("{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.* = 1 }")).toEqual(["has 4 selectors with a wildcard"]);
    expect(problemOf("{ $.a[*] = %x% || $.b[*] = %y% || $.c[*] = 1 }")).toEqual([]);
    expect(problemOf("%a% %b% %c%")).toEqual(["has 3 regular expressions"]);
    expect(regexesIn(parseLogFilterPattern("[a = %x%, b = %y%, c = 1]"))).toBe(2);
  });

  it("counts characters", () => {
    expect(problemOf(`"${"x".repeat(1023)}"`)).toEqual(["is too long"]);
    expect(problemOf(`"${"x".repeat(1022)}"`)).toEqual([]);
  });

  it("says what to do", () => {
    expect(filterPatternFaults("pattern", "level=error")).toEqual([
      {
        path: "pattern",
        problem: expect.any(String),
        got: "level=error",
        fix: "put texts with other characters than letters, digits and _ in double quotes",
      },
    ]);
  });
});
