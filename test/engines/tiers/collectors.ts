import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
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

/** The collector configurations that the environments ship, in a real collector. */
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
    const checks: Check[] = [
      check(
        "production ships a collector",
        shipped.some(({ from }) => from.startsWith("production-")),
      ),
    ];
    for (const { from, config, variables } of shipped) {
      const file = join(folder, `${from.replaceAll(" ", "-")}.yaml`);
      writeFileSync(file, stringify(config));
      log(`${from}: otelcol validate`);
      // What the pod gives: an address fits wherever our configurations read a variable.
      const given = Object.fromEntries(variables.map((name) => [name, "127.0.0.1"]));
      const result = await runCommand(program(otelcol), ["validate", `--config=file:${file}`], {
        env: { ...NO_CREDENTIALS, ...given },
        timeoutSeconds: 60,
        onLine: log,
      });
      checks.push(check(`${from} is accepted`, result.code === 0, result.stdout + result.stderr));
    }
    return checks;
  },
};
