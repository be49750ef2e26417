/** A text in a pattern: `*` at its beginning or end stands for anything. */
export interface FilterText {
  readonly kind: "text";
  readonly text: string;
}

/** A number in a pattern. */
export interface FilterNumber {
  readonly kind: "number";
  readonly number: number;
}

/** A regular expression in a pattern, without the `%` around it. */
export interface FilterRegex {
  readonly kind: "regex";
  readonly regex: string;
}

/** What a field is compared with. */
export type FilterValue = FilterText | FilterNumber | FilterRegex;

/** How a field is compared. */
export type FilterOperator = "=" | "!=" | "<" | ">" | "<=" | ">=";

/** One step from the root of a JSON event to a value: a key, the index of an element, or any key or element. */
export type FilterStep = string | number | { readonly any: true };

/** Which field a condition speaks of: a path in a JSON event, or the name of a column. */
export type FilterField = readonly FilterStep[];

/** A condition on fields of an event. */
export type FilterCondition =
  | { readonly kind: "and" | "or"; readonly conditions: readonly FilterCondition[] }
  | {
      readonly kind: "compare";
      readonly field: FilterField;
      readonly operator: FilterOperator;
      readonly value: FilterValue;
    }
  | { readonly kind: "is"; readonly field: FilterField; readonly value: boolean | null }
  | { readonly kind: "missing"; readonly field: FilterField };

/** A word or phrase that is searched in the whole event. */
export interface FilterTerm {
  /** `optional` terms (`?ERROR`) match when one of them is found; `excluded` ones (`-DEBUG`) must not be found. */
  readonly mode: "required" | "optional" | "excluded";
  /** What is searched; here a `*` is a plain character. */
  readonly value: FilterText | FilterRegex;
}

/** A column of events whose fields are separated by spaces; `...` stands for any number of columns. */
export interface FilterColumn {
  readonly name: string;
  /** @default - any value */
  readonly condition?: FilterCondition;
}

/** A filter pattern of CloudWatch Logs as it is understood: of everything, of words, of JSON fields or of columns. */
export type LogFilterPattern =
  | { readonly kind: "everything" }
  | { readonly kind: "terms"; readonly terms: readonly FilterTerm[] }
  | { readonly kind: "json"; readonly condition: FilterCondition }
  | { readonly kind: "columns"; readonly columns: readonly FilterColumn[] };

/**
 * What CloudWatch Logs admits in one pattern.
 *
 * @see CloudWatch Logs User Guide, "Filter pattern syntax": 2 regular expressions in a pattern and 5 patterns with one in a group, 1
 * wildcard in a selector and 3 in a pattern; API reference, PutMetricFilter: 1024 characters, 100 filters in a group (read 2026-11)
 */
export const FILTER_LIMITS = {
  characters: 1024,
  regexes: 2,
  wildcardsInSelector: 1,
  wildcards: 3,
  filtersInGroup: 100,
  regexPatternsInGroup: 5,
} as const;
