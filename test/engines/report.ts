import Table from "cli-table3";
import { relative } from "node:path";
import { bold, dim, green, red, yellow } from "picocolors";
import { PROJECT_FOLDER } from "./project-folder";
import type { RunLog } from "./run-log";
import type { Tier, TierResult } from "./tier";

/** How many lines of a failing tier's log are shown. */
const TAIL_LINES = 40;

/** `  lint         3 passed, 0 failed  12 s` */
export function resultLine(result: TierResult): string {
  const name = result.tier.padEnd(12);
  if (result.notRun !== undefined) {
    return `${yellow("-")} ${name}not run: ${result.notRun}`;
  }
  const mark = result.failed.length === 0 ? green("✓") : red("✗");
  return `${mark} ${name}${result.passed} passed, ${result.failed.length} failed  ${dim(`${Math.round(result.seconds)} s`)}`;
}

/** What failed, and the end of the tier's log. */
export function failureText(result: TierResult, log: RunLog): string {
  const checks = result.failed.map(({ name, detail }) => `  ${red("✗")} ${name}${detail ? `\n${indented(detail)}` : ""}`);
  const file = relative(PROJECT_FOLDER, log.file);
  return [...checks, dim(`  the last lines of ${file}:`), dim(indented(log.tail(TAIL_LINES)))].join("\n");
}

/** All tiers in one table. */
export function summaryTable(tiers: readonly Tier[], results: readonly TierResult[]): string {
  const table = new Table({
    head: ["tier", "passed", "failed", "seconds", "what it shows"].map((text) => bold(text)),
    style: { head: [] },
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

function indented(text: string): string {
  return text.trimEnd().replace(/^/gm, "      ");
}
