/** Trino writes keys with special characters as `$["a.b/c"]`, DuckDB as `$."a.b/c"`. */
const DUCKDB_PATH = String.raw`regexp_replace(path, '\["([^"]*)"\]', '."\1"', 'g')`;

/**
 * Functions of Trino that DuckDB lacks or means differently, each as a DuckDB macro. A function that is missing here is reported by its
 * name when a query uses it.
 *
 * @see Trino documentation, "Functions and operators" (read 2026-11)
 */
export const TRINO_FUNCTIONS: readonly string[] = [
  // Trino gives null for text that is no JSON and for a value that is an object or an array; DuckDB fails and gives text. A cast to
  // JSON would check the text a second time and take as long again.
  `json_extract_scalar(json, path) AS CASE
     WHEN json_valid(json) AND json_type(json, ${DUCKDB_PATH}) NOT IN ('OBJECT', 'ARRAY', 'NULL')
     THEN json_extract_string(json, ${DUCKDB_PATH}) END`,
  "json_parse(text) AS text::JSON",
  "json_format(json) AS json::VARCHAR",
  "json_array_length(json) AS len(json_extract(json::JSON, '$[*]'))",
  "from_unixtime(seconds) AS to_timestamp(seconds)",
  "to_unixtime(moment) AS epoch(moment)",
  "from_iso8601_timestamp(text) AS text::TIMESTAMPTZ",
  // The formats of MySQL: minutes are %i, seconds %s.
  `date_format(moment, format) AS CASE
     WHEN regexp_matches(format, '%[^YmdHisjy%]') THEN error('date_format supports %Y %m %d %H %i %s %j %y here, got ' || format)
     ELSE strftime(moment, replace(replace(format, '%i', '%M'), '%s', '%S')) END`,
  `date_add(unit, amount, moment) AS CASE unit
     WHEN 'second' THEN moment + to_seconds(amount) WHEN 'minute' THEN moment + to_minutes(amount)
     WHEN 'hour' THEN moment + to_hours(amount) WHEN 'day' THEN moment + to_days(amount)
     WHEN 'week' THEN moment + to_weeks(amount) WHEN 'month' THEN moment + to_months(amount)
     ELSE error('date_add supports second to month here, got ' || unit) END`,
  "regexp_like(text, pattern) AS regexp_matches(text, pattern)",
  // Trino gives null where nothing matches, DuckDB an empty text.
  "regexp_extract(text, pattern, part) AS CASE WHEN regexp_matches(text, pattern) THEN system.main.regexp_extract(text, pattern, part) END",
  "to_utf8(text) AS encode(text)",
  // Trino's length is one of binary values too.
  "length(value) AS CASE typeof(value) WHEN 'BLOB' THEN octet_length(value::BLOB) ELSE system.main.length(value::VARCHAR) END",
  // DuckDB gives null where every condition is null, Trino 0.
  "count_if(condition) AS count(CASE WHEN condition THEN 1 END)",
  "cardinality(list) AS len(list)",
  "element_at(list, key) AS list[key]",
  "approx_distinct(value) AS approx_count_distinct(value)",
  "approx_percentile(value, share) AS approx_quantile(value, share)",
];
