import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { ChartValues } from "../../../constructs/helm/chart-values";
import { writeCollectorConfigs } from "../../collectors/collector-files";
import { withStandIns } from "../../collectors/stand-ins";
import { collectorConfigs } from "../../plan/collector-configs";
import { synthesisedEnvironments } from "../../plan/synthesised-environments";
import { runCommand } from "../command";
import { otelcol } from "../otelcol";
import { CACHE_FOLDER } from "../project-folder";
import { type Check, check, type Tier, type TierContext } from "../tier";

/** `validate` builds every component, and the AWS signer wants credentials for that. */
const NO_CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "offline",
  AWS_SECRET_ACCESS_KEY: "offline",
  AWS_REGION: "eu-central-1",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** The collector configurations, those of the add-on's options and those that the environments ship, in a real collector. */
export const collectors: Tier = {
  name: "collectors",
  shows: "a real OpenTelemetry Collector accepts every configuration that an environment ships",
  lane: "other",
  engines: [otelcol],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const folder = join(CACHE_FOLDER, "collectors");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const environments = await synthesisedEnvironments();
    const shipped = collectorConfigs(Object.assign({}, ...Object.values(environments)));
    const files = [
      ...writeCollectorConfigs(folder),
      ...shipped.map(({ from, config }) => ({ name: from, ...writeShipped(join(folder, `${from}.yaml`), config) })),
    ];
    const fromProduction = shipped.filter(({ from }) => from.startsWith("production-"));
    const checks: Check[] = [check("production ships a collector", fromProduction.length > 0, "its in-cluster stack holds none")];

    // What the pod gives: an address fits wherever our configurations read a variable.
    const variables = files.flatMap(({ path }) => variablesIn(readFileSync(path, "utf8")));
    const given = Object.fromEntries(variables.map((name) => [name, "127.0.0.1"]));
    for (const { name, path, replaced } of files) {
      log(`${name}: otelcol validate; ${replaced.join(" ")}`);
      const result = await runCommand(program(otelcol), ["validate", `--config=file:${path}`], {
        env: { ...NO_CREDENTIALS, ...given },
        timeoutSeconds: 60,
        onLine: log,
      });
      checks.push(check(`the collector accepts ${name}`, result.code === 0, result.stdout + result.stderr));
    }
    return checks;
  },
};

function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{env:(\w+)/g)].map(([, name]) => name!);
}

/** Writes a shipped configuration, with only those components replaced that the built collector lacks. */
function writeShipped(path: string, config: ChartValues): { readonly path: string; readonly replaced: readonly string[] } {
  const readable = withStandIns(config);
  writeFileSync(path, stringify(readable.config));
  return { path, replaced: readable.replaced };
}
