import { InsightsSyntaxError } from "./syntax";
import type { Token } from "./tokens";

/** Goes through the tokens of a query from left to right. */
export class TokenReader {
  private at = 0;

  /** @param tokens all tokens, the one of the end included */
  public constructor(private readonly tokens: readonly Token[]) {}

  /** The next token, which stays. */
  public peek(): Token {
    return this.tokens[this.at]!;
  }

  /** The next token, which is passed. */
  public next(): Token {
    const token = this.peek();
    this.at = Math.min(this.at + 1, this.tokens.length - 1);
    return token;
  }

  /** Where the token before ends. */
  public get lastEnd(): number {
    return this.tokens[Math.max(0, this.at - 1)]!.end;
  }

  /** Passes a word when it is the next one. */
  public takesWord(word: string): boolean {
    return this.takes("word", word);
  }

  /** Passes a symbol when it is the next one. */
  public takesSymbol(symbol: string): boolean {
    return this.takes("symbol", symbol);
  }

  /** Passes a word that must come. */
  public takeWord(word: string): void {
    if (!this.takesWord(word)) {
      throw this.unexpected(`"${word}"`);
    }
  }

  /** Passes a symbol that must come. */
  public takeSymbol(symbol: string): void {
    if (!this.takesSymbol(symbol)) {
      throw this.unexpected(`"${symbol}"`);
    }
  }

  /** Passes one of several words. */
  public takeOneOf(words: readonly string[]): void {
    if (!words.some((word) => this.takesWord(word))) {
      throw this.unexpected(words.map((word) => `"${word}"`).join(" or "));
    }
  }

  /** Passes a token of a kind that must come. */
  public take(kind: Token["kind"], what: string): Token {
    if (this.peek().kind !== kind) {
      throw this.unexpected(what);
    }
    return this.next();
  }

  /** Passes a name for something new. */
  public takeName(): string {
    const { kind } = this.peek();
    if (kind !== "word" && kind !== "quotedField") {
      throw this.unexpected("a name");
    }
    return this.next().text;
  }

  /** Reads things with commas between them, at least one. */
  public list<T>(read: () => T): readonly T[] {
    const items = [read()];
    while (this.takesSymbol(",")) {
      items.push(read());
    }
    return items;
  }

  /** Makes sure that nothing follows. */
  public takeEnd(): void {
    if (this.peek().kind !== "end") {
      throw this.unexpected("a pipe or the end");
    }
  }

  /** The error for a next token that is not what must come. */
  public unexpected(wanted: string): InsightsSyntaxError {
    const { kind, text, start } = this.peek();
    return new InsightsSyntaxError(`has ${kind === "end" ? "its end" : `"${text}"`} where ${wanted} must come`, start);
  }

  private takes(kind: Token["kind"], text: string): boolean {
    const next = this.peek();
    if (next.kind !== kind || next.text !== text) {
      return false;
    }
    this.next();
    return true;
  }
}
