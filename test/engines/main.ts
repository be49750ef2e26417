import { Command, InvalidArgumentError } from "commander";
import { endAllCommands } from "./command";
import { failureText, headlineText, resultLine, summaryTable } from "./report";
import { RunLog } from "./run-log";
import { mandatory, runTier, type Tier, type TierResult } from "./tier";
import { TIERS } from "./tiers";

interface Options {
  readonly tier?: readonly string[];
  readonly list?: true;
  readonly json?: true;
}

/** In CI every tier is mandatory; on a person's machine a missing engine is reported by name. */
const EVERYTHING_MUST_RUN = Boolean(process.env.CI) && process.env.CI !== "false";

async function main(): Promise<void> {
  const options = new Command("npm test --")
    .description("Runs the project's tests, tier by tier; each installs what it needs into .cache.")
    .option("-t, --tier <names>", "only these tiers, separated by commas", tierNames)
    .option("-l, --list", "list the tiers and what they show")
    .option("--json", "write the results as JSON, and nothing else, to standard output")
    .parse()
    .opts<Options>();

  const chosen = TIERS.filter(({ name }) => options.tier?.includes(name) ?? true);
  if (options.list) {
    console.log(chosen.map(({ name, shows }) => `${name.padEnd(12)}${shows}`).join("\n"));
    return;
  }

  // Lines for people go to standard error when standard output belongs to a program.
  const say = options.json ? console.error : console.log;
  const results = await runLanes(chosen, say);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed.length, 0);
  if (options.json) {
    console.log(JSON.stringify({ passed, failed, tiers: results }, undefined, 2));
  } else {
    say(`\n${summaryTable(chosen, results)}${headlineText(results)}\n\n${passed} passed, ${failed} failed`);
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Runs the tiers of each lane in order, the lanes beside each other; the results in the order of the tiers. */
async function runLanes(chosen: readonly Tier[], say: (text: string) => void): Promise<readonly TierResult[]> {
  const results = new Map<Tier, TierResult>();
  const lanes = [...new Set(chosen.map(({ lane }) => lane))];
  await Promise.all(
    lanes.map(async (lane) => {
      for (const tier of chosen.filter((candidate) => candidate.lane === lane)) {
        results.set(tier, await runLogged(tier, say));
      }
    }),
  );
  return chosen.map((tier) => results.get(tier)!);
}

async function runLogged(tier: Tier, say: (text: string) => void): Promise<TierResult> {
  const log = new RunLog(tier.name);
  say(`  ${tier.name.padEnd(12)}started`);
  const outcome = await runTier(tier, log.write);
  const result = EVERYTHING_MUST_RUN ? mandatory(outcome) : outcome;
  await log.close();
  say(resultLine(result));
  if (result.failed.length > 0) {
    say(failureText(result, log));
  }
  return result;
}

function tierNames(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  const known = TIERS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`There is no tier ${unknown.join(", ")}. Known: ${known.join(", ")}.`);
  }
  return names;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    console.error("Interrupted: ending what was started.");
    void endAllCommands().then(() => process.exit(130));
  });
}

void main();
