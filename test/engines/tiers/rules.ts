import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { Duration } from "../../../constructs/core/duration";
import { clusterScrapeJobs } from "../../../constructs/metrics/cluster-scrape-jobs";
import { renderScrapeConfiguration } from "../../../constructs/metrics/scrape-configuration";
import { allRuleGroups, ruleGroups } from "../../../rules";
import { renderPrometheusRules } from "../../../rules/render-prometheus";
import { isAlert } from "../../../rules/rule";
import { ruleCases } from "../../rules/cases";
import { renderPromtoolTests } from "../../rules/render-promtool";
import { runCommand } from "../command";
import { CACHE_FOLDER } from "../project-folder";
import { promtool } from "../promtool";
import { type Check, check, type Tier, type TierContext } from "../tier";

/** Rule files that promtool runs beside each other; each takes a core. */
const BESIDE_EACH_OTHER = 2;

/** The rules as they are shipped, in Prometheus's own checker and rule test runner. */
export const rules: Tier = {
  name: "rules",
  shows: "every alert fires when it should and stays silent when it should; every recording rule has its value",
  lane: "other",
  engines: [promtool],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const folder = join(CACHE_FOLDER, "rules");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const run = (args: string[]) => runCommand(program(promtool), args, { cwd: folder, timeoutSeconds: 600, onLine: log });

    const files = new Map([
      ["shipped.yaml", renderPrometheusRules(ruleGroups)],
      ["all.yaml", renderPrometheusRules(allRuleGroups)],
      ...allRuleGroups.map((group): [string, string] => [`${group.name}.yaml`, renderPrometheusRules([group])]),
    ]);
    files.forEach((text, file) => {
      writeFileSync(join(folder, file), text);
    });
    const checked = await run(["check", "rules", "--lint=all", "--lint-fatal", ...files.keys()]);
    const checks = [check("promtool accepts every rule", checked.code === 0, checked.stdout + checked.stderr)];

    writeFileSync(join(folder, "scrape.yaml"), scrapeConfigurationText());
    // Only the syntax: the token that the jobs name is there in a cluster only.
    const scrape = await run(["check", "config", "--syntax-only", "scrape.yaml"]);
    checks.push(check("promtool accepts the jobs of the managed scraper", scrape.code === 0, scrape.stdout + scrape.stderr));

    const tests = ruleCases.map((cases, index) => {
      const file = `${cases.group}-${index}.promtool.yaml`;
      writeFileSync(join(folder, file), renderPromtoolTests(cases, `${cases.group}.yaml`));
      return { file, name: `${cases.group}: ${cases.alerts.length + cases.recordings.length} cases` };
    });
    const waiting = [...tests];
    const worker = async () => {
      for (let test = waiting.shift(); test !== undefined; test = waiting.shift()) {
        const tested = await run(["test", "rules", test.file]);
        checks.push(check(test.name, tested.code === 0, tested.stdout + tested.stderr));
      }
    };
    await Promise.all(Array.from({ length: BESIDE_EACH_OTHER }, worker));
    checks.push(...proved(checks));
    return checks;
  },
};

/** As AMP gets it, with targets written down in place of Kubernetes' discovery, which small builds of promtool do not know. */
function scrapeConfigurationText(): string {
  const jobs = clusterScrapeJobs({ namespace: "observability" });
  const text = renderScrapeConfiguration({ jobs, interval: Duration.minutes(1), externalLabels: { cluster: "c" } });
  const { scrape_configs, ...rest } = parse(text) as { scrape_configs: object[] };
  const static_configs = [{ targets: ["127.0.0.1:9100"] }];
  return stringify({
    ...rest,
    scrape_configs: scrape_configs.map((job) => ({ ...job, kubernetes_sd_configs: undefined, static_configs })),
  });
}

/** Says how much of what there is was proved. The lists are compared by test/rules/rules.test.ts. */
function proved(checks: readonly Check[]): Check[] {
  const shipped = allRuleGroups.flatMap((group) => group.rules);
  const alerts = new Set(ruleCases.flatMap((cases) => cases.alerts.map((one) => one.alert)));
  const recordings = new Set(ruleCases.flatMap((cases) => cases.recordings.map((one) => one.record)));
  const count = shipped.filter(isAlert).length;
  const passed = checks.every((each) => each.passed);
  return [
    check(`${alerts.size} of ${count} alerts proved`, passed && alerts.size === count),
    check(
      `${recordings.size} of ${shipped.length - count} recording rules proved`,
      passed && recordings.size === shipped.length - count,
    ),
  ];
}
