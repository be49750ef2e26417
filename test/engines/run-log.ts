import { createWriteStream, mkdirSync, readFileSync, type WriteStream } from "node:fs";
import { join } from "node:path";
import type { Progress } from "./engine";
import { CACHE_FOLDER } from "./project-folder";

const FOLDER = join(CACHE_FOLDER, "test-logs");

/** The log of one tier: a file that a person can follow while the tier runs. */
export class RunLog {
  /** The file, under the project's folder. */
  public readonly file: string;
  /** Writes a line. */
  public readonly write: Progress;
  private readonly stream: WriteStream;

  public constructor(tier: string) {
    mkdirSync(FOLDER, { recursive: true });
    this.file = join(FOLDER, `${tier}.log`);
    this.stream = createWriteStream(this.file);
    this.write = (line) => {
      this.stream.write(`${line}\n`);
    };
  }

  /** Writes what is still held and closes the file. */
  public close(): Promise<void> {
    return new Promise((resolve) => this.stream.end(resolve));
  }

  /** The last lines, after `close`. */
  public tail(lines: number): string {
    return readFileSync(this.file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  }
}
