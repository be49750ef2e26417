import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { ChartValues } from "../../../constructs/helm/chart-values";
import { writeCollectorConfigs } from "../../collectors/collector-files";
import { flowChecks } from "../../collectors/gateway/flow-proof";
import { GatewayRun } from "../../collectors/gateway/gateway-run";
import { outageChecks } from "../../collectors/gateway/outage-proof";
import { rejectionChecks } from "../../collectors/gateway/rejection-proof";
import { traceChecks } from "../../collectors/gateway/trace-proof";
import { withStandIns } from "../../collectors/stand-ins";
import { production } from "../../../environments/production";
import { collectorConfigs, type ShippedCollectorConfig } from "../../plan/collector-configs";
import { synthesisedEnvironments } from "../../plan/synthesised-environments";
import { runCommand } from "../command";
import { otelcol } from "../otelcol";
import { CACHE_FOLDER } from "../project-folder";
import { prometheus } from "../prometheus";
import { type Check, check, type Tier, type TierContext } from "../tier";
import { zipkin } from "../zipkin";

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
  shows:
    "a real OpenTelemetry Collector accepts every configuration that an environment ships; production's gateway loses nothing in an outage",
  lane: "other",
  engines: [otelcol, prometheus, zipkin],

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
    giveServiceAccount(files, join(folder, "serviceaccount"));
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
    return [...checks, ...(await gatewayChecks(fromProduction, folder, { log, program }))];
  },
};

/** The gateway as production ships it, really run. */
async function gatewayChecks(
  shipped: readonly ShippedCollectorConfig[],
  folder: string,
  { log, program }: Pick<TierContext, "log" | "program">,
): Promise<readonly Check[]> {
  const gateway = shipped.find(({ config }) => "prometheus_remote_write/amp" in (config.exporters as object));
  if (gateway === undefined) {
    return [check("production ships a gateway", false, "none of its collectors writes to AMP")];
  }
  const run = await GatewayRun.start({
    config: gateway.config,
    extraArgs: gateway.args,
    otelcol: program(otelcol),
    prometheus: program(prometheus),
    zipkin: program(zipkin),
    folder: join(folder, "gateway"),
    log,
  });
  try {
    const { sharePercent } = production.tracing.sampling!;
    // What Terraform fills in is a text of the test; the cluster's name is such a one.
    const { external_labels } = (gateway.config.exporters as Record<string, { external_labels: { cluster: string } }>)[
      "prometheus_remote_write/amp"
    ]!;
    return [
      ...(await flowChecks(run, sharePercent, external_labels.cluster)),
      ...(await traceChecks(run, external_labels.cluster)),
      ...(await outageChecks(run)),
      ...(await rejectionChecks(run)),
    ];
  } finally {
    await run.stop();
  }
}

const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Scrape jobs name the files of the pod's service account, and the collector looks for them even when it only validates. */
function giveServiceAccount(files: readonly { readonly path: string }[], folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "token"), "offline");
  writeFileSync(join(folder, "ca.crt"), "");
  for (const { path } of files) {
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(SERVICE_ACCOUNT, folder));
  }
}

function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{env:(\w+)/g)].map(([, name]) => name!);
}

/** Writes a shipped configuration, with only those components replaced that the built collector lacks. */
function writeShipped(path: string, config: ChartValues): { readonly path: string; readonly replaced: readonly string[] } {
  const readable = withStandIns(config);
  writeFileSync(path, stringify(readable.config));
  return { path, replaced: readable.replaced };
}
