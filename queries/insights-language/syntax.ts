/** A stretch of a query, in characters from its beginning. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A value in a query, or something that gives one. */
export type Expression =
  | ({ readonly kind: "field"; readonly name: string } & Place)
  | ({ readonly kind: "string"; readonly value: string } & Place)
  | ({ readonly kind: "regex"; readonly pattern: string } & Place)
  | ({ readonly kind: "number"; readonly value: number } & Place)
  | ({ readonly kind: "period"; readonly amount: number; readonly unit: string } & Place)
  | ({ readonly kind: "star" } & Place)
  | ({ readonly kind: "list"; readonly items: readonly Expression[] } & Place)
  | ({ readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] } & Place)
  | ({ readonly kind: "unary"; readonly operator: string; readonly operand: Expression } & Place)
  | ({ readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression } & Place);

/** An expression with a name of its own. */
export interface Named {
  readonly expression: Expression;
  /** @default - the expression's own text is its name */
  readonly alias?: string;
}

/** A command between two pipes. */
export type Command = Place &
  (
    | { readonly command: "fields"; readonly fields: readonly Named[] }
    | { readonly command: "display" | "dedup"; readonly fields: readonly Expression[] }
    | { readonly command: "filter" | "filterIndex"; readonly condition: Expression }
    | { readonly command: "stats"; readonly results: readonly Named[]; readonly groups: readonly Named[] }
    | { readonly command: "sort"; readonly keys: readonly { readonly expression: Expression; readonly descending: boolean }[] }
    | { readonly command: "limit"; readonly count: number }
    | { readonly command: "parse"; readonly field: Expression; readonly pattern: Expression; readonly aliases: readonly string[] }
    | { readonly command: "pattern"; readonly field: Expression }
    | { readonly command: "unnest"; readonly field: Expression; readonly into: string }
    | { readonly command: "diff" | "anomaly" }
  );

/** Something that Logs Insights would refuse, and where. */
export class InsightsSyntaxError extends Error {
  /** @param at position in the query, in characters from its beginning */
  public constructor(
    message: string,
    public readonly at: number,
  ) {
    super(message);
    this.name = "InsightsSyntaxError";
  }
}
