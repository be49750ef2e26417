import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LocalFault } from "../local-fault";
import type { CdktfRun } from "./cdktf";

const AT_ONCE = 2;

/** What a second plan of a stack says. */
export interface SecondPlan {
  readonly stack: string;
  /** Whether Terraform has nothing to do. */
  readonly empty: boolean;
  /** What it would do instead: `update aws_eks_cluster.Cluster`. */
  readonly drift: readonly string[];
}

/** Plans every stack again, two at a time. Terraform's own output goes to `.local/plan-<stack>.log`. */
export async function secondPlans(
  run: Pick<CdktfRun, "folders" | "children" | "env">,
  stacks: readonly string[],
  onPlan: (plan: SecondPlan) => void,
): Promise<SecondPlan[]> {
  mkdirSync(run.folders.work, { recursive: true });
  const plans = new Map<string, SecondPlan>();
  const waiting = [...stacks];
  const worker = async () => {
    for (let stack = waiting.shift(); stack !== undefined; stack = waiting.shift()) {
      const plan = await secondPlan(run, stack);
      plans.set(stack, plan);
      onPlan(plan);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return stacks.map((stack) => plans.get(stack)).filter((plan) => plan !== undefined);
}

async function secondPlan(run: Pick<CdktfRun, "folders" | "children" | "env">, stack: string): Promise<SecondPlan> {
  const lines: string[] = [];
  const args = [
    `-chdir=${join(run.folders.stacks, stack)}`,
    "plan",
    "-json",
    "-detailed-exitcode",
    "-input=false",
    "-lock=false",
  ];
  const code = await run.children.run("terraform", args, {
    cwd: run.folders.root,
    env: run.env,
    log: join(run.folders.work, `plan-${stack}.log`),
    onLine: (line) => lines.push(line),
  });
  if (code !== 0 && code !== 2) {
    throw new LocalFault(`The second plan of ${stack} failed; the whole text is in .local/plan-${stack}.log.`, planErrors(lines));
  }
  return { stack, empty: code === 0, drift: plannedChanges(lines) };
}

interface PlanLine {
  readonly type?: string;
  readonly "@level"?: string;
  readonly "@message"?: string;
  readonly change?: { readonly action?: string; readonly resource?: { readonly addr?: string } };
  readonly outputs?: Record<string, { readonly action?: string }>;
}

/** The changes in the lines of `terraform plan -json`, outputs included. */
export function plannedChanges(lines: readonly string[]): string[] {
  return lines.map(parsed).flatMap(({ type, change, outputs }) => {
    if (type === "planned_change") {
      return [`${change?.action} ${change?.resource?.addr}`];
    }
    return Object.entries(type === "outputs" ? (outputs ?? {}) : {})
      .filter(([, { action }]) => action !== undefined && action !== "noop")
      .map(([name, { action }]) => `${action} output ${name}`);
  });
}

function planErrors(lines: readonly string[]): string[] {
  const errors = lines.map(parsed).filter((line) => line["@level"] === "error");
  return errors.map((line) => line["@message"] ?? "").slice(0, 8);
}

function parsed(line: string): PlanLine {
  try {
    return JSON.parse(line) as PlanLine;
  } catch {
    return {};
  }
}
