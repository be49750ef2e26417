/** Trino writes keys with special characters as `$["a.b/c"]`, DuckDB as `$."a.b/c"`. */
const DUCKDB_PATH = String.raw`regexp_replace(path, '\["([^"]*)"\]', '."\1"', 'g')`;

/**
 * Functions of Trino that DuckDB lacks or means differently, each as a DuckDB macro. A function that is missing here is reported by its
 * name when a query uses it.
 *
 * @see Trino documentation, "Functions and operators" (read 2026-11)
 */
export const TRINO_FUNCTIONS: readonly string[] = [
  // Trino gives null for text that is no JSON and for a value that is an object or an array; DuckDB fails and gives text.
  `json_extract_scalar(json, path) AS CASE
     WHEN json_valid(json::VARCHAR) AND json_type(json::JSON, ${DUCKDB_PATH}) NOT IN ('OBJECT', 'ARRAY', 'NULL')
     THEN json_extract_string(json::JSON, ${DUCKDB_PATH}) END`,
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
  "cardinality(list) AS len(list)",
  "element_at(list, key) AS list[key]",
  "approx_distinct(value) AS approx_count_distinct(value)",
  "approx_percentile(value, share) AS approx_quantile(value, share)",
];
