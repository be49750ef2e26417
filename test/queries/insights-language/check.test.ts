import { describe, expect, it } from "vitest";
import { insightsQueryFaults } from "../../../queries/insights-language/check";

describe("a query that Logs Insights takes", () => {
  it.each([
    "fields @timestamp, @message | sort @timestamp desc | limit 20",
    "fields @timestamp, user.username, sourceIPs.0, user.extra.arn.0 as arn | filter verb in ['create', \"delete\"] and not (responseStatus.code >= 400)",
    'filter @message like /(?i)exception/ and @message not like "HealthCheck" | stats count(*) as errors by bin(5m), kubernetes.container_name | sort errors desc',
    "filter @logStream =~ /^kube-apiserver-audit/ | dedup user.username | display user.username",
    "stats count(*), avg(latency) by bin(1h) | sort count(*) desc | limit 5",
    "stats sum(a) / count(*) as mean by service | stats max(mean) as worst",
    'parse @message "user=*, method:*" as who, how | stats count(*) by who, how',
    "parse @message /Killed process (?<pid>\\d+) \\((?<process>[^)]+)\\)/ | stats count(*) as kills by process, bin(30s)",
    "parse log /a\\/b(?<rest>.*)/ | filter rest != ''",
    'filter `annotations.k8s.io/deprecated` = "true" # who is it?\n| stats count(*) as calls by `annotations.k8s.io/removed-release`',
    "fields strlen(@message) * 2 ^ 3 - -1 as size, if(size > 10, 'long', 'short') as kind | filter ispresent(kind)",
    "fields datefloor(@timestamp, 1h) as hour, concat(a, '-', b) as both, substr(@message, 0, 10) as head",
    "filter @message like /error/ | pattern @message | sort @sampleCount desc | limit 20",
    "filterIndex requestId = 'abc' | pattern @message | diff previousWeek",
    "pattern @message | anomaly",
    "fields jsonParse(@message) as parsed | unnest parsed.items into item | display item.name",
    "fields 10 / 2 as five | filter five / 5 = 1",
  ])("%s", (query) => {
    expect(insightsQueryFaults(query)).toEqual([]);
  });
});

describe("a query that Logs Insights would refuse", () => {
  it.each([
    ["", /needs a command here, and has none \(line 1, at its end\)/],
    ["select * from logs", /knows no command select; known are fields, display/],
    ["fields @message | where a = 1", /knows no command where/],
    ["fields @message |", /needs a command here, and has none/],
    ["fields @message\n|| limit 5", /needs a command here, and has \| \(line 2, at `\| limit 5`\)/],
    ["SOURCE logGroups() | fields @message", /has the command SOURCE, which a saved query of this project can't use/],
    ["fields @message | limit 5 | sort @timestamp", /goes on with sort after its limit/],
    ["fields @message | limit 20000", /asks for 20000 rows; 1 to 10000 are given/],
    ["fields @message | limit many", /has "many" where a number of rows must come/],
    ['filter a = "open', /has a text that is never closed \(line 1, at `"open`\)/],
    ["filter a = 'it's'", /has a text that is never closed/],
    ["filter a like /open", /has a regular expression that is never closed/],
    ["filter `a = 1", /has a backtick that is never closed/],
    ["filter a like /(open/", /has the regular expression \/\(open\/, which can't be read/],
    ["filter a like b", /has "b" where a text in quotes or a regular expression between slashes must come/],
    ["filter a = 1 and", /has its end where a value must come/],
    ["filter (a = 1", /has its end where "\)" must come/],
    ["filter a in []", /has "\]" where a value must come/],
    ["filter a in (1, 2)", /has "\(" where "\[" must come/],
    ["filter a in [b]", /lists b, which is no text or number/],
    ["filter a not 1", /has "1" where "like" or "in" must come/],
    ["filter duration", /takes a condition, and duration is none/],
    ["filter a = 1 and b", /takes a condition, and b is none/],
    ["filter strlen(a)", /takes a condition, and strlen\(a\) is none/],
    ["filter a == 1", /has "=" where a value must come/],
    ["filter a = 1 & b = 2", /has the character &, which the language does not know here/],
    ["fields length(@message)", /calls length, which is no function of Logs Insights/],
    ["fields isvalidip(a)", /calls isvalidip, which is no function of Logs Insights; isValidIp is/],
    ["fields substr(a)", /gives substr 1 arguments; it takes 2 to 3/],
    ["fields coalesce()", /gives coalesce 0 arguments; it takes 1 to any number/],
    ["fields count(*)", /calls count, which only stats can/],
    ["filter count(*) > 5", /calls count, which only stats can/],
    ["stats sum(*)", /has a \* that stands for nothing/],
    ["stats pct(a)", /gives pct 1 arguments; it takes 2/],
    ["stats user by bin(1h)", /gives user, which aggregates nothing/],
    ["stats count(*) by bin(300s)", /has the period 300s; s goes from 1 to 60/],
    ["stats count(*) by bin(48h)", /has the period 48h; h goes from 1 to 24/],
    ["stats count(*) by bin(5x)", /has the period 5x, whose unit is none/],
    ["stats count(*) by bin(5)", /gives bin 5 where a period such as 5m must stand/],
    ["stats count(*) as n, max(a) as n", /gives two columns the name n/],
    ["stats count(*) as n by a | sort m desc", /uses m, which the stats command before it does not give \(a, n\)/],
    ["stats count(*) as n | filter @message like /x/", /uses @message, which the stats command before it does not give/],
    ["stats count(*) by a | limit 5 | stats count(*)", /sorts or limits before its last stats command/],
    ["stats count(*) as a | stats max(a) as b | stats max(b)", /has 3 stats commands; at most 2 are taken/],
    ["fields @messsage", /uses @messsage, which is no field that CloudWatch makes/],
    ["fields a as b, c as b", /makes the name b a second time/],
    ['parse @message "a * b *" as one', /has 2 stars in its text and 1 names for them/],
    ['parse @message "a *"', /has its end where "as" must come/],
    ["parse @message /a (.*)/", /has a regular expression without a named group/],
    ["parse @message a as b", /parses with a text in quotes or a regular expression between slashes/],
    ["filterIndex a > 5", /compares an indexed field with something else than = or in/],
    ["fields @message | anomaly", /looks for anomalies without a pattern command/],
    ["display strlen(a)", /takes names of fields here, nothing that is calculated/],
    ["sort @timestamp downwards", /has "downwards" where a pipe or the end must come/],
    [`filter a = "${"x".repeat(10_000)}"`, /The query has 10013 characters; a query definition takes 10000/],
  ])("%s", (query, fault) => {
    expect(insightsQueryFaults(query).join("\n")).toMatch(fault);
  });

  it("lists every fault that it can go on after", () => {
    expect(insightsQueryFaults("fields length(a), foo(b) | limit 0")).toHaveLength(3);
  });
});
