import type { FilterRegex, FilterText } from "./log-filter-pattern";

/** Says why a text is no filter pattern. */
export class FilterSyntaxError extends Error {
  public constructor(
    /** What is wrong and where, as a clause. */
    public readonly problem: string,
    /** What to do, as an imperative without the full stop. */
    public readonly fix: string,
  ) {
    super(`${problem}; ${fix}`);
    this.name = "FilterSyntaxError";
  }
}

/** What a regular expression may hold. @see CloudWatch Logs User Guide, "Supported regular expressions" (read 2026-11), and a space */
const REGEX_CHARACTER = /^[A-Za-z0-9 :_#=@/;,\-^$?[\]{}|\\*+.]$/;

/** A place in a pattern that moves to the right. Everything that takes something skips the spaces behind it. */
export class FilterScanner {
  private position = 0;

  public constructor(private readonly pattern: string) {
    this.skipSpaces();
  }

  /** Takes a text when it stands here. */
  public take(text: string): boolean {
    const found = this.pattern.startsWith(text, this.position);
    this.position += found ? text.length : 0;
    this.skipSpaces();
    return found;
  }

  /** Takes what a sticky expression finds here; empty when it finds nothing. */
  public takeMatch(sticky: RegExp): string {
    const text = this.takeExactly(sticky);
    this.skipSpaces();
    return text;
  }

  /** As `takeMatch`, for what ends at a space. */
  public takeExactly(sticky: RegExp): string {
    sticky.lastIndex = this.position;
    const text = sticky.exec(this.pattern)?.[0] ?? "";
    this.position += text.length;
    return text;
  }

  /** Takes a text in double quotes, in which `\"` stands for a quote. */
  public takeQuoted(): FilterText {
    const text = this.takeMatch(/"(?:[^"\\]|\\.)*"/y);
    if (text === "") {
      throw this.error("begins a text that never ends", "close the double quotes");
    }
    return { kind: "text", text: text.slice(1, -1).replace(/\\(["\\])/g, "$1") };
  }

  /** Takes a regular expression between two `%`. */
  public takeRegex(): FilterRegex {
    const regex = this.takeMatch(/%[^%]+%/y).slice(1, -1);
    if (regex === "") {
      throw this.error("begins a regular expression that never ends", "close it with %");
    }
    const strange = [...regex].find((character) => !REGEX_CHARACTER.test(character));
    if (strange !== undefined) {
      throw new FilterSyntaxError(
        `the regular expression holds ${JSON.stringify(strange)}, which CloudWatch refuses`,
        "write it without groups; other ASCII characters are written by their code, such as \\x28",
      );
    }
    try {
      new RegExp(regex);
    } catch {
      throw new FilterSyntaxError(`${regex} is no regular expression`, "close its brackets and escape its operators");
    }
    return { kind: "regex", regex };
  }

  public expect(text: string): void {
    if (!this.take(text)) {
      throw this.error(`stands where ${text} should`, `write ${text} there`);
    }
  }

  public expectEnd(): void {
    if (!this.atEnd()) {
      throw this.error("stands after the end", "write one pattern only");
    }
  }

  public atEnd(): boolean {
    return this.position >= this.pattern.length;
  }

  /** The next character; empty at the end. */
  public peek(): string {
    return this.pattern.charAt(this.position);
  }

  /** What is done with the place when something turned out to be another thing than it seemed. */
  public returnTo(position: number): void {
    this.position = position;
  }

  public get place(): number {
    return this.position;
  }

  /** An error about what stands here. */
  public error(problem: string, fix: string): FilterSyntaxError {
    const found = this.atEnd() ? "the end" : JSON.stringify(this.pattern.slice(this.position, this.position + 12));
    return new FilterSyntaxError(`${found} at position ${this.position} ${problem}`, fix);
  }

  private skipSpaces(): void {
    while (/\s/.test(this.peek())) {
      this.position += 1;
    }
  }
}
