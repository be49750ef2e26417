import { parseInsightsQuery } from "../../../queries/insights-language/parser";
import type { Command, Expression, Named } from "../../../queries/insights-language/syntax";

/** The fields that a query takes from the events, and not from a command before. */
export function eventFields(query: string): readonly string[] {
  const made = new Set<string>(["@sampleCount"]);
  const used = new Set<string>();
  for (const command of parseInsightsQuery(query)) {
    fieldsIn(expressionsOf(command))
      .filter((name) => !made.has(name))
      .forEach((name) => used.add(name));
    namesMadeBy(command).forEach((name) => made.add(name));
  }
  return [...used];
}

function expressionsOf(command: Command): readonly Expression[] {
  switch (command.command) {
    case "fields":
      return command.fields.map(({ expression }) => expression);
    case "display":
    case "dedup":
      return command.fields;
    case "filter":
    case "filterIndex":
      return [command.condition];
    case "stats":
      return [...command.results, ...command.groups].map(({ expression }) => expression);
    case "sort":
      return command.keys.map(({ expression }) => expression);
    case "parse":
    case "pattern":
    case "unnest":
      return [command.field];
    default:
      return [];
  }
}

function namesMadeBy(command: Command): readonly string[] {
  switch (command.command) {
    case "fields":
      return aliasesOf(command.fields);
    case "stats":
      return aliasesOf([...command.results, ...command.groups]);
    case "parse":
      return command.aliases;
    default:
      return [];
  }
}

function aliasesOf(named: readonly Named[]): readonly string[] {
  return named.flatMap(({ alias }) => (alias === undefined ? [] : [alias]));
}

function fieldsIn(expressions: readonly Expression[]): readonly string[] {
  return expressions.flatMap((expression) => {
    switch (expression.kind) {
      case "field":
        return [expression.name];
      case "call":
        return fieldsIn(expression.args);
      case "unary":
        return fieldsIn([expression.operand]);
      case "binary":
        return fieldsIn([expression.left, expression.right]);
      default:
        return [];
    }
  });
}
