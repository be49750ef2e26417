import type {
  FilterColumn,
  FilterCondition,
  FilterField,
  FilterOperator,
  FilterStep,
  FilterTerm,
  FilterValue,
  LogFilterPattern,
} from "./log-filter-pattern";
import { FilterScanner, FilterSyntaxError } from "./log-filter-scanner";

const OPERATORS: readonly FilterOperator[] = ["!=", "<=", ">=", "=", "<", ">"];
const QUOTE_IT = "put texts with other characters than letters, digits and _ in double quotes";

/**
 * Reads a filter pattern by the grammar of the CloudWatch Logs User Guide, "Filter pattern syntax" (read 2026-11). It is stricter
 * than the service in one thing: `?` beside other terms is refused, where the service ignores it without a word.
 *
 * @throws FilterSyntaxError that says what is wrong, and where
 */
export function parseLogFilterPattern(pattern: string): LogFilterPattern {
  return new FilterReader(new FilterScanner(pattern)).read();
}

/** How a condition begins: with a JSON selector, or with the name of a column. */
type ReadField = () => FilterField;

class FilterReader {
  public constructor(private readonly scanner: FilterScanner) {}

  public read(): LogFilterPattern {
    const { scanner } = this;
    if (scanner.atEnd()) {
      return { kind: "everything" };
    }
    if (scanner.take("{")) {
      const condition = this.readAlternatives(() => this.readSelector());
      scanner.expect("}");
      scanner.expectEnd();
      return { kind: "json", condition };
    }
    if (scanner.take("[")) {
      const columns = this.readColumns();
      scanner.expectEnd();
      return { kind: "columns", columns };
    }
    return this.readTerms();
  }

  private readTerms(): LogFilterPattern {
    const terms: FilterTerm[] = [];
    while (!this.scanner.atEnd()) {
      const mode = this.scanner.take("?") ? "optional" : this.scanner.take("-") ? "excluded" : "required";
      terms.push({ mode, value: this.readTerm() });
    }
    const [{ value }] = terms as [FilterTerm];
    if (terms.length === 1 && value.kind === "text" && value.text.trim() === "") {
      return { kind: "everything" };
    }
    const modes = new Set(terms.map(({ mode }) => mode));
    if (modes.has("optional") && modes.size > 1) {
      throw new FilterSyntaxError(
        "terms with ? stand beside others, and CloudWatch ignores them then",
        "use ? for all terms, or for none",
      );
    }
    return { kind: "terms", terms };
  }

  private readTerm(): FilterTerm["value"] {
    const next = this.scanner.peek();
    if (next === '"') {
      return this.scanner.takeQuoted();
    }
    if (next === "%") {
      return this.scanner.takeRegex();
    }
    const word = this.scanner.takeMatch(/[A-Za-z0-9_]+(?=\s|$)/y);
    if (word === "") {
      throw this.scanner.error("is no term", QUOTE_IT);
    }
    return { kind: "text", text: word };
  }

  /** `&&` binds closer than `||`. */
  private readAlternatives(readField: ReadField): FilterCondition {
    return this.readJoined("||", "or", () => this.readJoined("&&", "and", () => this.readCondition(readField)));
  }

  private readJoined(operator: string, kind: "and" | "or", readOne: () => FilterCondition): FilterCondition {
    const conditions = [readOne()];
    while (this.scanner.take(operator)) {
      conditions.push(readOne());
    }
    return conditions.length === 1 ? conditions[0]! : { kind, conditions };
  }

  private readCondition(readField: ReadField): FilterCondition {
    const { scanner } = this;
    if (scanner.take("(")) {
      const inner = this.readAlternatives(readField);
      scanner.expect(")");
      return inner;
    }
    const field = readField();
    if (scanner.takeMatch(/NOT\s+EXISTS\b/y) !== "") {
      return { kind: "missing", field };
    }
    if (scanner.takeMatch(/IS\b/y) !== "") {
      return { kind: "is", field, value: this.readConstant() };
    }
    const operator = OPERATORS.find((candidate) => scanner.take(candidate));
    if (operator === undefined) {
      throw scanner.error(
        "stands where an operator should",
        "write =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS",
      );
    }
    const value = this.readValue();
    if (operator !== "=" && operator !== "!=" && value.kind !== "number") {
      throw new FilterSyntaxError(`${operator} compares with something else than a number`, "compare texts with = or != only");
    }
    return { kind: "compare", field, operator, value };
  }

  private readConstant(): boolean | null {
    const word = this.scanner.takeMatch(/(NULL|TRUE|FALSE)\b/y);
    if (word === "") {
      throw this.scanner.error("stands after IS", "write NULL, TRUE or FALSE; CloudWatch has no IS NOT");
    }
    return word === "NULL" ? null : word === "TRUE";
  }

  /** `$.user.username`, `$.sourceIPs[0]`, `$.['key.with.periods']`, `$.list[*].id`. */
  private readSelector(): FilterField {
    if (this.scanner.takeExactly(/\$/y) === "") {
      throw this.scanner.error("stands where a selector should", "begin it with $, such as $.level");
    }
    const steps: FilterStep[] = [];
    for (let step = this.readStep(); step !== undefined; step = this.readStep()) {
      steps.push(step);
    }
    if (steps.length === 0) {
      throw this.scanner.error("stands after $", "name a property, such as $.level");
    }
    this.scanner.takeMatch(/\s*/y);
    return steps;
  }

  private readStep(): FilterStep | undefined {
    const bracket = this.scanner.takeExactly(/\.?\[(?:\d+|\*|'[^']+')\]/y);
    if (bracket !== "") {
      const inner = bracket.replace(/^\.?\[|\]$/g, "");
      return inner === "*" ? { any: true } : /^\d+$/.test(inner) ? Number(inner) : inner.slice(1, -1);
    }
    const key = this.scanner.takeExactly(/\.(?:[A-Za-z0-9_-]+|\*)/y).slice(1);
    return key === "*" ? { any: true } : key === "" ? undefined : key;
  }

  private readColumns(): FilterColumn[] {
    const columns: FilterColumn[] = [];
    do {
      columns.push(this.readColumn());
    } while (this.scanner.take(","));
    this.scanner.expect("]");
    if (columns.filter(({ name }) => name === "...").length > 1) {
      throw new FilterSyntaxError("... stands more than once", "name the columns between, so that each has one place");
    }
    return columns;
  }

  private readColumn(): FilterColumn {
    const { scanner } = this;
    if (scanner.take("...")) {
      return { name: "..." };
    }
    const start = scanner.place;
    const name = scanner.takeMatch(/[A-Za-z0-9_]*/y);
    if (/^[,\]]?$/.test(scanner.peek())) {
      return { name };
    }
    scanner.returnTo(start);
    return { name, condition: this.readAlternatives(() => this.readColumnName()) };
  }

  private readColumnName(): FilterField {
    const name = this.scanner.takeMatch(/[A-Za-z0-9_]+/y);
    if (name === "") {
      throw this.scanner.error("stands where the name of a column should", "name the column with letters, digits and _");
    }
    return [name];
  }

  /** Beside words and numbers, CloudWatch takes texts with a `*` and periods without quotes: `123.123.*`. */
  private readValue(): FilterValue {
    const { scanner } = this;
    if (scanner.peek() === '"') {
      return scanner.takeQuoted();
    }
    if (scanner.peek() === "%") {
      return scanner.takeRegex();
    }
    const start = scanner.place;
    const word = scanner.takeMatch(/[A-Za-z0-9_.*+-]+/y);
    if (/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(word)) {
      return { kind: "number", number: Number(word) };
    }
    if (!/^(\w+|[\w.]*\*[\w.*]*)$/.test(word)) {
      scanner.returnTo(start);
      throw scanner.error("is no value", QUOTE_IT);
    }
    return { kind: "text", text: word };
  }
}
