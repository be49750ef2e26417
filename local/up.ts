import { mkdirSync } from "node:fs";
import type { RunningEmulator } from "./emulator/emulator-record";
import { classesAt, requestsAt } from "./emulator/pages";
import { pythonEnvironment } from "./emulator/python-environment";
import { checkMachine, type Tools } from "./preflight";
import { type ArchiveProof, proveArchive } from "./prove/archive-proof";
import { notDeployed, typeClasses } from "./prove/type-classes";
import { runSteps, type Step } from "./report/progress-list";
import type { UpSummary } from "./report/summary";
import type { Session } from "./session";
import { deploy, synthesisedStacks } from "./terraform/cdktf";
import { type TerraformCliConfig, terraformCliConfig } from "./terraform/provider-mirror";
import { type SecondPlan, secondPlans } from "./terraform/second-plan";
import { countOf, readStackStates, type StackState } from "./terraform/stack-states";
import { ENVIRONMENT, terraformEnvironment } from "./terraform/terraform-environment";

/** What the steps hand to each other. */
interface Run {
  tools: Tools;
  python: string;
  emulator: RunningEmulator;
  config: TerraformCliConfig;
  env: NodeJS.ProcessEnv;
  states: StackState[];
  plans: SecondPlan[];
  archive: ArchiveProof;
}

/** Deploys environment `local` to the embedded AWS and proves it. Converges when it runs already. */
export async function up(session: Session, port: number): Promise<UpSummary> {
  const run = {} as Run;
  const steps = await runSteps([...preparing(session, run, port), deploying(session, run), ...proving(session, run)], session);
  const { states, plans, archive, config, emulator } = run;
  return {
    environment: ENVIRONMENT,
    endpoint: emulator.endpoint,
    stacks: states.map(({ stack, resources }) => {
      const plan = plans.find((candidate) => candidate.stack === stack);
      const types = Object.keys(resources).length;
      return {
        name: stack,
        resources: countOf(resources),
        types,
        emptySecondPlan: plan?.empty ?? false,
        drift: plan?.drift ?? [],
      };
    }),
    types: typeClasses(states, await classesAt(emulator.endpoint)),
    notDeployed: notDeployed(states),
    archive: archive.archive,
    query: archive.query,
    requests: await requestsAt(emulator.endpoint),
    // The summary is copied into tickets, where a path of this machine says nothing.
    providerSource: sourceText({ ...config, mirrorPath: undefined }),
    steps,
  };
}

function preparing({ folders, children, emulator }: Session, run: Run, port: number): Step[] {
  return [
    {
      name: "tools",
      title: "Looking for Node, Terraform and Python",
      work: async () => {
        run.tools = checkMachine();
        run.config = await terraformCliConfig(folders.work);
        const { terraformVersion, pythonVersion } = run.tools;
        return `Node ${process.versions.node}, Terraform ${terraformVersion}, Python ${pythonVersion}; AWS provider from ${sourceText(run.config)}`;
      },
    },
    {
      name: "python",
      title: "Preparing the Python environment (the first time downloads the emulator's packages)",
      work: async () => {
        run.python = await pythonEnvironment(folders, run.tools, children);
        return "Python environment in .cache/venv";
      },
    },
    {
      name: "emulator",
      title: "Starting the embedded AWS",
      work: async () => {
        const { emulator: running, reused } = await emulator.ensure(run.python, port);
        run.emulator = running;
        run.env = terraformEnvironment(running.endpoint, run.config);
        mkdirSync(folders.state, { recursive: true });
        return `Embedded AWS ${reused ? "still runs" : "listens"} at ${running.endpoint}`;
      },
    },
  ];
}

function deploying({ folders, children }: Session, run: Run): Step {
  return {
    name: "deploy",
    title: `cdktf deploy '${ENVIRONMENT}-*'`,
    work: async (say) => {
      const onProgress = (now: { stacks: number; resources: number; stack?: string | undefined }, inAll: number) =>
        say(`${now.stacks} of ${inAll} stacks, ${now.resources} resources; now ${now.stack ?? "preparing"}`);
      await deploy({ folders, children, env: run.env, onProgress });
      run.states = readStackStates(folders, synthesisedStacks(folders));
      const resources = run.states.reduce((sum, state) => sum + countOf(state.resources), 0);
      return `cdktf deploy '${ENVIRONMENT}-*': ${resources} resources in ${run.states.length} stacks`;
    },
  };
}

function proving({ folders, children }: Session, run: Run): Step[] {
  return [
    {
      name: "second plan",
      title: "Planning every stack again",
      work: async (say) => {
        const stacks = run.states.map(({ stack }) => stack);
        let planned = 0;
        run.plans = await secondPlans({ folders, children, env: run.env }, stacks, ({ stack }) =>
          say(`${++planned} of ${stacks.length} stacks; ${stack}`),
        );
        const drifting = run.plans.filter(({ empty }) => !empty).map(({ stack }) => stack);
        return drifting.length === 0
          ? `Second plan of ${stacks.length} stacks is empty`
          : `Second plan is NOT empty: ${drifting.join(", ")}`;
      },
    },
    {
      name: "archive",
      title: "Writing log events and looking for them in the archive",
      work: async (say) => {
        run.archive = await proveArchive(run.emulator.endpoint, run.states, folders, say);
        const { archive, query } = run.archive;
        const lost = archive.groups.filter(({ written, found }) => found !== written);
        return `Events of ${archive.groups.length - lost.length} of ${archive.groups.length} archived log groups found in the archive; saved query "${query.name}" returns ${query.rows.length} rows`;
      },
    },
  ];
}

/** Where the provider comes from, in words. */
export function sourceText({ source, awsVersions, mirrorPath }: TerraformCliConfig): string {
  switch (source) {
    case "mirror":
      return `a filesystem mirror${mirrorPath === undefined ? "" : ` (${mirrorPath})`} with hashicorp/aws ${awsVersions.join(", ")}`;
    case "configuration":
      return "where Terraform's own configuration says";
    case "registry":
      return "the Terraform registry";
  }
}
