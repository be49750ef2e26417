import { join } from "node:path";
import { projectFolders } from "../../../local/project-folders";
import { environmentPlan } from "../../plan/environment-plan";
import { clusterChangeChecks } from "../cluster-changes";
import { describeEnd, lastLines, runCommand } from "../command";
import { environmentIsDeployed } from "../deployed-environment";
import { localPython } from "../local-python";
import { PROJECT_FOLDER } from "../project-folder";
import { terraform } from "../terraform";
import { type Check, check, noneOf, type Tier, type TierContext } from "../tier";

const LEAST_RESOURCES = 120;
const LEAST_TYPES = 45;
const COMMAND = join(PROJECT_FOLDER, "dist/local/main.js");

/** The whole round trip on the embedded AWS: deploy, deploy again, prove, destroy. */
export const local: Tier = {
  name: "local",
  shows: "the local environment deploys to the embedded AWS, has nothing left to change, and is destroyed to nothing",
  lane: "terraform",
  engines: [terraform, localPython],
  missing: async () =>
    (await environmentIsDeployed(projectFolders(PROJECT_FOLDER)))
      ? "a local environment is deployed here, which the test would destroy; run npm run local:destroy"
      : undefined,

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const checks: Check[] = [];
    try {
      const first = await runLocal<UpSummary>(["up", "--json"], 900, log);
      checks.push(check("up deploys and proves", true), ...summaryChecks(first));
      const production = await environmentPlan("production", program(terraform));
      checks.push(
        noneOf(
          "every AWS type of production is applied in local",
          [...new Set(production.resources.map(({ type }) => type))].filter(
            (type) => type.startsWith("aws_") && !first.types.includes(type),
          ),
        ),
      );
      const second = await runLocal<UpSummary>(["up", "--json"], 600, log);
      checks.push(
        check(
          "a second up converges to the same resources",
          second.resources === first.resources && second.stacks.every(({ emptySecondPlan }) => emptySecondPlan),
          `${first.resources} and ${second.resources} resources`,
        ),
      );
      checks.push(...(await clusterChangeChecks(projectFolders(PROJECT_FOLDER), second.endpoint, log)));
    } catch (error) {
      checks.push(check("up deploys and proves", false, error instanceof Error ? error.message : String(error)));
    } finally {
      checks.push(await destroyCheck(log));
    }
    return checks;
  },
};

async function destroyCheck(log: (line: string) => void): Promise<Check> {
  const name = "destroy leaves nothing in the embedded AWS";
  try {
    const { destroyed, remaining } = await runLocal<DestroySummary>(["destroy", "--json"], 600, log);
    return check(name, destroyed && remaining.length === 0, destroyed ? remaining.join("\n") : "there was nothing to destroy");
  } catch (error) {
    return check(name, false, error instanceof Error ? error.message : String(error));
  }
}

function summaryChecks(summary: UpSummary): Check[] {
  const { resources, types, stacks, plannedOnlyTypes, archive, query } = summary;
  return [
    check(`local applies at least ${LEAST_RESOURCES} resources`, resources >= LEAST_RESOURCES, `${resources} applied`),
    check(`local applies at least ${LEAST_TYPES} types`, types.length >= LEAST_TYPES, `${types.length} types`),
    noneOf("local only plans no type", plannedOnlyTypes),
    ...stacks.map(({ name, emptySecondPlan }) => check(`${name} has an empty second plan`, emptySecondPlan)),
    check("the archive takes the control plane's and the agents' groups", archive.groups.length >= 5, `${archive.groups.length}`),
    ...archive.groups.map(({ logGroup, written, found }) =>
      check(`SQL finds the events of ${logGroup} in the archive`, found > 0 && found === written, `${found} of ${written}`),
    ),
    check(`the saved query ${query.name} finds the events`, query.rows.length > 0),
  ];
}

/** Runs `npm run local`'s own program; its standard output is the summary. */
async function runLocal<T>(args: readonly string[], timeoutSeconds: number, log: (line: string) => void): Promise<T> {
  const result = await runCommand(process.execPath, [COMMAND, ...args], { timeoutSeconds, onLine: log });
  // A summary with defects comes with code 1: the checks name each of them.
  if (result.code !== 0 && !result.stdout.includes("{")) {
    throw new Error(`\`local ${args.join(" ")}\` ${describeEnd(result)}:\n${lastLines(result, 40)}`);
  }
  return JSON.parse(result.stdout.slice(result.stdout.indexOf("{"))) as T;
}

/** What `up --json` says; local/ owns the shape. */
interface UpSummary {
  readonly endpoint: string;
  readonly stacks: readonly { readonly name: string; readonly resources: number; readonly emptySecondPlan: boolean }[];
  readonly resources: number;
  readonly types: readonly string[];
  readonly plannedOnlyTypes: readonly string[];
  readonly archive: {
    readonly groups: readonly { readonly logGroup: string; readonly written: number; readonly found: number }[];
  };
  readonly query: { readonly name: string; readonly rows: readonly unknown[] };
}

/** What `destroy --json` says. */
interface DestroySummary {
  readonly destroyed: boolean;
  readonly remaining: readonly string[];
}
