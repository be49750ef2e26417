import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../test/engines/project-folder";

const RESULTS = join(PROJECT_FOLDER, "bench/RESULTS.md");

/** Replaces one chapter of `bench/RESULTS.md`, from its heading (`# ...`) to the next; a new chapter comes last. */
export function writeResults(chapter: string): void {
  const old = existsSync(RESULTS) ? readFileSync(RESULTS, "utf8") : "";
  writeFileSync(RESULTS, withChapter(old, chapter));
}

/** A text with one of its chapters replaced, or added at the end. */
export function withChapter(text: string, chapter: string): string {
  const headingOf = (part: string) => part.slice(0, part.indexOf("\n"));
  const chapters = text.split(/^(?=# )/m).filter((part) => part.trim() !== "");
  const at = chapters.findIndex((part) => headingOf(part) === headingOf(chapter));
  const replaced = at === -1 ? [...chapters, chapter] : chapters.map((part, index) => (index === at ? chapter : part));
  return replaced.map((part) => `${part.trimEnd()}\n`).join("\n");
}
