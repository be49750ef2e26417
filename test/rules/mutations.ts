import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allRuleGroups } from "../../rules";
import { renderPrometheusRules } from "../../rules/render-prometheus";
import { isAlert, type Rule } from "../../rules/rule";
import { runCommand } from "../engines/command";
import { isMissing, provideEngine } from "../engines/engine";
import { CACHE_FOLDER } from "../engines/project-folder";
import { promtool } from "../engines/promtool";
import { ruleCases } from "./cases";
import { type Mutant, mutantsOf } from "./mutants";
import { renderPromtoolTests } from "./render-promtool";
import type { GroupCases } from "./rule-case";

/**
 * Changes the rules one by one and looks whether a promtool case notices. Runs as `node dist/test/rules/mutations.js`, with
 * `--every 20` for a sample and `--group nodes` for one group; ends with 1 below the target.
 */
const TARGET = 0.95;
const BESIDE_EACH_OTHER = 2;
const FOLDER = join(CACHE_FOLDER, "mutations");

/** Changes that no course of events can show, each with its reason. They are no part of the score. */
const EQUIVALENT: readonly { readonly change: RegExp; readonly reason: string }[] = [
  {
    change: /^slo-.*(ratio_rate\w+|ratio30d|BudgetBurns\w+): "slo="[a-z-]+"" at \d+ becomes ""$/,
    reason: "the other side of the division or of `and` still names the promise, and both are joined by that label",
  },
  {
    change: /^dead-mans-switch, Watchdog: "1" at 7 becomes/,
    reason: "vector(1) fires whatever its value is",
  },
];

async function main(args: readonly string[]): Promise<void> {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const found = await provideEngine(promtool, console.log);
  if (isMissing(found)) {
    throw new Error(found.reason);
  }
  const every = Number(option("--every") ?? 1);
  const groups = allRuleGroups.filter(({ name }) => (option("--group") ?? name) === name);
  const all = mutantsOf(groups).filter((_, index) => index % every === 0);
  const mutants = all.filter(({ change }) => !EQUIVALENT.some((equivalent) => equivalent.change.test(change)));
  rmSync(FOLDER, { recursive: true, force: true });
  const survivors: string[] = [];
  let done = 0;
  const waiting = mutants.map((mutant, index) => ({ mutant, index }));
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (await survives(next.mutant, join(FOLDER, `${next.index}`), found.path)) {
        survivors.push(next.mutant.change);
        console.log(`survives  ${next.mutant.change}`);
      }
      done++;
      if (done % 100 === 0) {
        console.log(`${done} of ${mutants.length}`);
      }
    }
  };
  await Promise.all(Array.from({ length: BESIDE_EACH_OTHER }, worker));
  for (const { change, reason } of EQUIVALENT) {
    console.log(`equivalent  ${all.filter((mutant) => change.test(mutant.change)).length} changes: ${reason}`);
  }
  const score = 1 - survivors.length / mutants.length;
  console.log(`${mutants.length - survivors.length} of ${mutants.length} changes noticed: ${(100 * score).toFixed(1)} %`);
  process.exitCode = score < TARGET ? 1 : 0;
}

/** True when every case that has to do with the rule still passes. */
async function survives(mutant: Mutant, folder: string, program: string): Promise<boolean> {
  const { group, position, rule } = mutant;
  const rules = group.rules.map((each, index) => (index === position ? rule : each));
  const mine = ruleCases.filter((cases) => cases.group === group.name);
  // First the rule's own cases; what a record stores may also be noticed by the alerts that read it.
  for (const cases of [mine.map((each) => casesOf(each, [rule])), mine.map((each) => casesOf(each, readersOf(rule, rules)))]) {
    for (const one of cases.filter((each) => each.alerts.length + each.recordings.length > 0)) {
      if (!(await passes(one, neededBy(one, rules), group.name, folder, program))) {
        return false;
      }
    }
  }
  return true;
}

/** The rules that the cases look at, with the records that these read. */
function neededBy(cases: GroupCases, rules: readonly Rule[]): readonly Rule[] {
  const looked = new Set([
    ...cases.alerts.map((one) => one.alert),
    ...cases.recordings.map((one) => one.record.replace(/\{.*/, "")),
  ]);
  const needed = new Set(rules.filter((rule) => looked.has(isAlert(rule) ? rule.alert : rule.record)));
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    for (const rule of rules) {
      if (!isAlert(rule) && [...needed].some((reader) => reader.expr.includes(rule.record))) {
        needed.add(rule);
      }
    }
  }
  return rules.filter((rule) => needed.has(rule));
}

function readersOf(rule: Rule, rules: readonly Rule[]): readonly Rule[] {
  return isAlert(rule) ? [] : rules.filter((reader) => reader !== rule && reader.expr.includes(rule.record));
}

function casesOf(cases: GroupCases, rules: readonly Rule[]): GroupCases {
  return {
    ...cases,
    alerts: cases.alerts.filter(({ alert }) => rules.some((rule) => isAlert(rule) && rule.alert === alert)),
    recordings: cases.recordings.filter(({ record }) =>
      rules.some((rule) => !isAlert(rule) && rule.record === record.replace(/\{.*/, "")),
    ),
  };
}

async function passes(
  cases: GroupCases,
  rules: readonly Rule[],
  name: string,
  folder: string,
  program: string,
): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const [group] = allRuleGroups.filter((each) => each.name === name);
  writeFileSync(join(folder, "rules.yaml"), renderPrometheusRules([{ ...group!, rules }]));
  writeFileSync(join(folder, "test.yaml"), renderPromtoolTests(cases, "rules.yaml"));
  const result = await runCommand(program, ["test", "rules", "test.yaml"], { cwd: folder, timeoutSeconds: 300 });
  rmSync(folder, { recursive: true, force: true });
  return result.code === 0;
}

void main(process.argv.slice(2));
