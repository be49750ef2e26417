import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { stringify } from "yaml";
import { HEARTBEAT_ALERT } from "../../constructs/core/alert-routing";
import { type AlertRule, isAlert, type RuleGroup } from "../../rules/rule";
import { outputOf, runCommand } from "../engines/command";
import type { Progress } from "../engines/engine";
import { type Check, check, noneOf } from "../engines/tier";
import type { AlertmanagerFile, ShippedAlertmanager } from "./shipped-alertmanagers";

/** How many programs ask at the same time; each takes a few hundredths of a second. */
const AT_ONCE = 4;

/** What the checks of one configuration work with. */
export interface RouteCheckOptions {
  readonly amtool: string;
  readonly folder: string;
  readonly log: Progress;
}

/** Asks amtool whether a configuration is right and where each alert goes. */
export async function checkAlertmanager(
  { from, config, templates }: ShippedAlertmanager,
  groups: readonly RuleGroup[],
  { amtool, folder, log }: RouteCheckOptions,
): Promise<Check[]> {
  const file = await writeConfig(folder, config, templates);
  const accepted = await runCommand(amtool, ["check-config", file], { timeoutSeconds: 30, onLine: log });
  const alerts = groups.flatMap(({ rules }) => rules.filter(isAlert));
  const lost = await inTurns(alerts, (alert) => misroute(amtool, file, config, alert));
  return [
    check(`amtool accepts ${from}`, accepted.code === 0, accepted.stdout + accepted.stderr),
    noneOf(`every receiver of ${from} tells somebody`, silentReceivers(config)),
    noneOf(
      `each of ${alerts.length} alerts reaches the receiver of its severity in ${from}`,
      alerts.length === 0 ? ["There are no alerts."] : lost.filter((fault) => fault !== undefined),
    ),
  ];
}

/** Writes the configuration with its templates beside it, and returns its path. */
export async function writeConfig(
  folder: string,
  config: AlertmanagerFile,
  templates: Readonly<Record<string, string>>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(templates)) {
    await writeFile(join(folder, name), text);
  }
  const path = join(folder, "alertmanager.yaml");
  const here = (config.templates ?? []).map((pattern) => join(folder, basename(pattern)));
  await writeFile(path, stringify({ ...config, templates: here }, { lineWidth: 0 }));
  return path;
}

/** The text of a template, rendered by amtool with its own sample of an alert. */
export function renderTemplate(amtool: string, file: string, name: string): Promise<string> {
  return outputOf(amtool, ["template", "render", `--template.glob=${file}`, `--template.text={{ template "${name}" . }}`], {
    timeoutSeconds: 30,
  });
}

/** A sentence when an alert does not arrive where its severity promises. */
async function misroute(
  amtool: string,
  file: string,
  config: AlertmanagerFile,
  { alert, severity, owner }: AlertRule,
): Promise<string | undefined> {
  const labels = { alertname: alert, severity, owner, cluster: "obs", namespace: "default" };
  const wanted = promisedReceiver(config, alert, severity, owner);
  const result = await runCommand(
    amtool,
    [
      ...["config", "routes", "test", `--config.file=${file}`, `--verify.receivers=${wanted}`],
      ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
    ],
    { timeoutSeconds: 30 },
  );
  return result.code === 0 ? undefined : `${alert} (${severity}, ${owner}) goes to ${result.stdout.trim()}, not to ${wanted}.`;
}

/** A team that has receivers of its own hears of its alerts; the sign of life goes to whoever watches, or to nobody. */
function promisedReceiver({ receivers }: AlertmanagerFile, alert: string, severity: string, owner: string): string {
  const names = receivers.map(({ name }) => name);
  if (alert === HEARTBEAT_ALERT) {
    return names.includes("heartbeat") ? "heartbeat" : "nobody";
  }
  return names.includes(`${severity}-${owner}`) ? `${severity}-${owner}` : severity;
}

function silentReceivers({ receivers }: AlertmanagerFile): string[] {
  return receivers
    .filter(({ name, ...integrations }) => name !== "nobody" && Object.values(integrations).flat().length === 0)
    .map(({ name }) => `${name} has no integration: what it gets is lost.`);
}

async function inTurns<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(ask))));
  }
  return results;
}
