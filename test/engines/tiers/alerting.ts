import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AlertingLoop } from "../../alerting/alerting-loop";
import { loopChecks } from "../../alerting/loop-checks";
import { checkAlertmanager, renderTemplate } from "../../alerting/route-checks";
import { ampAlertmanager, type ShippedAlertmanager, shippedAlertmanagers } from "../../alerting/shipped-alertmanagers";
import { inClusterAlertmanager } from "../../../constructs/metrics/in-cluster-alertmanager";
import { alertmanagerDefinition } from "../../../constructs/metrics/alertmanager-definition";
import { allRuleGroups } from "../../../rules";
import { type RuleGroup, SEVERITIES } from "../../../rules/rule";
import { Duration } from "../../../constructs/core/duration";
import { fullAmpRouting, fullInClusterRouting } from "../../constructs/metrics/routing-samples";
import { synthesisedEnvironments } from "../../plan/synthesised-environments";
import { alertmanager, amtool } from "../alertmanager";
import { CACHE_FOLDER } from "../project-folder";
import { prometheus } from "../prometheus";
import { type Check, check, noneOf, type Tier, type TierContext } from "../tier";

const FOLDER = join(CACHE_FOLDER, "alerting");

/** Routing as it is shipped, in the real amtool; and one alert's way from a metric to every kind of receiver and back. */
export const alerting: Tier = {
  name: "alerting",
  shows:
    "each alert reaches the receiver that its severity promises; a real Prometheus and Alertmanager tell of its beginning and end",
  lane: "other",
  engines: [amtool, alertmanager, prometheus],

  async run(context: TierContext): Promise<readonly Check[]> {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    return [...(await routes(context)), ...(await loop(context))];
  },
};

async function routes({ log, program }: TierContext): Promise<Check[]> {
  const environments = await synthesisedEnvironments();
  const shipped = Object.entries(environments).map(([name, stacks]) => [name, shippedAlertmanagers(stacks)] as const);
  const without = shipped.filter(([, found]) => found.length === 0).map(([name]) => `${name} ships no Alertmanager.`);
  const checks: Check[] = [noneOf("every environment ships an Alertmanager", without)];
  const looked = [
    ...distinct(shipped.flatMap(([, found]) => found)).map((found) => ({ found, groups: allRuleGroups })),
    ...samples().map((found) => ({ found, groups: [TEAM_ALERTS] })),
  ];
  for (const [index, { found, groups }] of looked.entries()) {
    const folder = join(FOLDER, `config-${index}`);
    checks.push(...(await checkAlertmanager(found, groups, { amtool: program(amtool), folder, log })));
    checks.push(await chatTemplate(program(amtool), join(folder, Object.keys(found.templates)[0]!), found.from));
  }
  return checks;
}

/** Configurations with everything in them that a user may write. */
function samples(): ShippedAlertmanager[] {
  const { config, templateFiles } = inClusterAlertmanager(fullInClusterRouting, { region: "eu-central-1" });
  return [
    { from: "a routing with all that AMP has", ...ampAlertmanager(alertmanagerDefinition(fullAmpRouting, "eu-central-1")) },
    {
      from: "a routing with all that the cluster's Alertmanager has",
      config: config as ShippedAlertmanager["config"],
      templates: templateFiles,
    },
  ];
}

/** Environments that differ in names of topics only are looked at once, under all their names. */
function distinct(all: readonly ShippedAlertmanager[]): ShippedAlertmanager[] {
  const byContent = new Map<string, ShippedAlertmanager>();
  for (const each of all) {
    const content = createHash("sha256")
      .update(JSON.stringify([each.config, each.templates]))
      .digest("hex");
    const known = byContent.get(content);
    byContent.set(content, known === undefined ? each : { ...known, from: `${known.from}, ${each.from}` });
  }
  return [...byContent.values()];
}

async function chatTemplate(program: string, file: string, from: string): Promise<Check> {
  const text = await renderTemplate(program, file, "chat");
  const name = `what ${from} tells a chat channel is JSON`;
  try {
    JSON.parse(text);
    return check(name, true);
  } catch {
    return check(name, false, text);
  }
}

/** An alert of each severity for each team of the samples, and for one that they don't name; every shipped alert is of one team. */
const TEAM_ALERTS: RuleGroup = {
  name: "teams",
  interval: Duration.seconds(60),
  rules: SEVERITIES.flatMap((severity) =>
    ["platform", "payments", "shop"].map((owner) => ({
      alert: `Test-${severity}-${owner}`,
      expr: "up == 0",
      for: Duration.seconds(0),
      severity,
      owner,
      summary: "Down.",
      description: "Down.",
    })),
  ),
};

async function loop({ log, program }: TierContext): Promise<readonly Check[]> {
  const running = await AlertingLoop.start({
    prometheus: program(prometheus),
    alertmanager: program(alertmanager),
    folder: join(FOLDER, "loop"),
    log,
  });
  try {
    return await loopChecks(running);
  } catch (error) {
    return [check("an alert makes its way there and back", false, (error as Error).message)];
  } finally {
    await running.stop();
  }
}
