import Table from "cli-table3";
import { relative } from "node:path";
import { bold, dim, green, red, yellow } from "picocolors";
import { PROJECT_FOLDER } from "./project-folder";
import type { RunLog } from "./run-log";
import type { Tier, TierResult } from "./tier";

/** How many failed checks of a tier are shown, and how many lines of each one's detail. */
const SHOWN_FAILURES = 25;
const DETAIL_LINES = 40;

/** `  lint         3 passed, 0 failed  12 s` */
export function resultLine(result: TierResult): string {
  const name = result.tier.padEnd(12);
  if (result.notRun !== undefined) {
    return `${yellow("-")} ${name}not run: ${result.notRun}`;
  }
  const mark = result.failed.length === 0 ? green("✓") : red("✗");
  return `${mark} ${name}${result.passed} passed, ${result.failed.length} failed  ${dim(`${Math.round(result.seconds)} s`)}`;
}

/** What failed; and the end of the tier's log where a failed check does not say what it found. */
export function failureText(result: TierResult, log: RunLog): string {
  const shown = result.failed.slice(0, SHOWN_FAILURES);
  const checks = shown.map(({ name, detail }) => `  ${red("✗")} ${name}${detail ? `\n${indented(firstLines(detail))}` : ""}`);
  const more = result.failed.length - shown.length;
  const file = relative(PROJECT_FOLDER, log.file);
  const rest = more > 0 ? [`  and ${more} more`] : [];
  const tail = shown.every(({ detail }) => detail) ? [] : [dim(indented(log.tail(DETAIL_LINES)))];
  return [...checks, ...rest, ...tail, dim(`  the whole log: ${file}`)].join("\n");
}

/** All tiers in one table. */
export function summaryTable(tiers: readonly Tier[], results: readonly TierResult[]): string {
  const table = new Table({
    head: ["tier", "passed", "failed", "seconds", "what it shows"].map((text) => bold(text)),
    style: { head: [], border: [] },
  });
  for (const result of results) {
    const shows = tiers.find(({ name }) => name === result.tier)!.shows;
    table.push(
      result.notRun === undefined
        ? [result.tier, result.passed, result.failed.length, Math.round(result.seconds), shows]
        : [result.tier, "-", "-", "-", `not run: ${result.notRun}`],
    );
  }
  return table.toString();
}

/** The figures that tiers are there for, a line each with an empty one before them; nothing where there are none. */
export function headlineText(results: readonly TierResult[]): string {
  const lines = results.flatMap(({ headlines = [] }) => headlines);
  return lines.length === 0 ? "" : `\n\n${lines.join("\n")}`;
}

function firstLines(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.length <= DETAIL_LINES ? lines.join("\n") : [...lines.slice(0, DETAIL_LINES), "..."].join("\n");
}

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "      ");
}
