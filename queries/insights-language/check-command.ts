import { expressionFaults, hasAggregate } from "./check-expression";
import { nameFault, type Scope, scopeOf } from "./check-scope";
import type { Command, Expression, Named } from "./syntax";

/** What is wrong with a command, and which names the next one may use. */
export interface CheckedCommand {
  readonly faults: readonly string[];
  readonly scope: Scope;
}

const MOST_ROWS = 10_000;

/** Checks a command with the names that the ones before it have left. */
export function commandFaults(command: Command, scope: Scope, query: string): CheckedCommand {
  const text = (place: { readonly start: number; readonly end: number }) => query.slice(place.start, place.end);
  const problems = (expression: Expression, use: "value" | "condition" | "aggregate") =>
    expressionFaults(expression, { use, scope, text });
  const sentence = (problem: string) => `The ${command.command} command ${problem}.`;
  const goesOn = (found: readonly string[], next: Scope = scope): CheckedCommand => ({
    faults: found.map(sentence),
    scope: next,
  });

  switch (command.command) {
    case "fields":
      return withNames(
        command.fields,
        (found) =>
          goesOn([...command.fields.flatMap(({ expression }) => problems(expression, "value")), ...found.problems], found.scope),
        scope,
      );
    case "display":
    case "dedup":
      return goesOn(command.fields.flatMap((field) => problems(field, "value")));
    case "filter":
      return goesOn(problems(command.condition, "condition"));
    case "filterIndex":
      return goesOn([...problems(command.condition, "condition"), ...indexFaults(command.condition)]);
    case "stats": {
      const columns = [...command.groups, ...command.results].map(({ alias, expression }) => alias ?? nameOf(expression, text));
      const found = [
        ...command.results.flatMap(({ expression }) => [
          ...problems(expression, "aggregate"),
          ...(hasAggregate(expression) ? [] : [`gives ${text(expression)}, which aggregates nothing`]),
        ]),
        ...command.groups.flatMap(({ expression }) => problems(expression, "value")),
        ...twice(columns).map((name) => `gives two columns the name ${name}`),
      ];
      return goesOn(found, scopeOf(scope.made, columns));
    }
    case "sort":
      return goesOn(
        command.keys.flatMap(({ expression }) =>
          isColumn(nameOf(expression, text), scope) ? [] : problems(expression, "value"),
        ),
      );
    case "limit":
      return goesOn(
        command.count >= 1 && command.count <= MOST_ROWS ? [] : [`asks for ${command.count} rows; 1 to ${MOST_ROWS} are given`],
      );
    case "parse":
      return withNames(
        command.aliases.map((alias) => ({ expression: command.field, alias })),
        (found) => goesOn([...problems(command.field, "value"), ...parseFaults(command), ...found.problems], found.scope),
        scope,
      );
    case "unnest":
      return goesOn(problems(command.field, "value"), { ...scope, made: [...scope.made, command.into] });
    case "pattern":
      return goesOn(problems(command.field, "value"));
    case "diff":
    case "anomaly":
      return goesOn([]);
  }
}

function withNames(
  named: readonly Named[],
  check: (found: { readonly problems: readonly string[]; readonly scope: Scope }) => CheckedCommand,
  scope: Scope,
): CheckedCommand {
  const names = named.flatMap(({ alias }) => (alias === undefined ? [] : [alias]));
  const made = [...scope.made, ...names];
  const problems = twice(made).map((name) => `makes the name ${name} a second time`);
  return check({ problems, scope: { columns: scope.columns && [...scope.columns, ...names], made: [...new Set(made)] } });
}

/** @see CloudWatch Logs User Guide, "filterIndex": only = and in use an index (read 2026-11) */
function indexFaults(condition: Expression): readonly string[] {
  if (condition.kind === "binary" && (condition.operator === "and" || condition.operator === "or")) {
    return [...indexFaults(condition.left), ...indexFaults(condition.right)];
  }
  const fits = condition.kind === "binary" && ["=", "in"].includes(condition.operator) && condition.left.kind === "field";
  return fits ? [] : ["compares an indexed field with something else than = or in"];
}

function parseFaults({ pattern, aliases }: Extract<Command, { command: "parse" }>): readonly string[] {
  if (pattern.kind === "string") {
    const stars = pattern.value.split("*").length - 1;
    return stars === aliases.length ? [] : [`has ${stars} stars in its text and ${aliases.length} names for them`];
  }
  return aliases.length > 0 ? [] : ["has a regular expression without a named group, so it makes no field"];
}

/** The name of a result without an alias: its text without needless spaces. */
function nameOf(expression: Expression, text: (place: Expression) => string): string {
  return expression.kind === "field" ? expression.name : text(expression).replace(/\s+/g, "");
}

function isColumn(name: string, scope: Scope): boolean {
  return scope.columns !== undefined && nameFault(name, scope) === undefined;
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
