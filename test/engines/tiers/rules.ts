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
import { alarmCaseFaults, PROVED_ALARMS } from "../../rules/cloudwatch/prove-alarms";
import { renderPromtoolTests } from "../../rules/render-promtool";
import { runCommand } from "../command";
import { CACHE_FOLDER } from "../project-folder";
import { promtool } from "../promtool";
import { type Check, check, noneOf, type Tier, type TierContext } from "../tier";

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
      return { file, group: cases.group, name: `${cases.group}: ${cases.alerts.length + cases.recordings.length} cases` };
    });
    const failedGroups = new Set<string>();
    const waiting = [...tests];
    const worker = async () => {
      for (let test = waiting.shift(); test !== undefined; test = waiting.shift()) {
        const tested = await run(["test", "rules", test.file]);
        checks.push(check(test.name, tested.code === 0, tested.stdout + tested.stderr));
        if (tested.code !== 0) {
          failedGroups.add(test.group);
        }
      }
    };
    await Promise.all(Array.from({ length: BESIDE_EACH_OTHER }, worker));
    checks.push(...PROVED_ALARMS.map((rule) => noneOf(`CloudWatch: ${rule.alarm}`, alarmCaseFaults(rule))));
    checks.push(proved(failedGroups));
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

/**
 * Says how much of what there is was proved: by cases that passed, all of a group's. That there are cases for everything is compared by
 * test/rules/rules.test.ts as well.
 */
function proved(failedGroups: ReadonlySet<string>): Check {
  const passed = ruleCases.filter(({ group }) => !failedGroups.has(group));
  const alerts = new Set(passed.flatMap((cases) => cases.alerts.map((one) => one.alert)));
  const recordings = new Set(passed.flatMap((cases) => cases.recordings.map((one) => one.record)));
  const shipped = allRuleGroups.flatMap((group) => group.rules);
  const alertCount = shipped.filter(isAlert).length;
  const recordingCount = shipped.length - alertCount;
  const twins = PROVED_ALARMS.filter((rule) => alarmCaseFaults(rule).length === 0).length;
  return {
    name:
      `${alerts.size} of ${alertCount} alerts and ${recordings.size} of ${recordingCount} recording rules proved, ` +
      `and ${twins} of ${PROVED_ALARMS.length} CloudWatch twins`,
    passed: alerts.size === alertCount && recordings.size === recordingCount && twins === PROVED_ALARMS.length,
    headline: true,
  };
}
