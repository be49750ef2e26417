import { isMissing, type Engine, type FoundEngine, type Progress, provideEngine } from "./engine";

/** One thing that a tier looked at. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  /** What was found; said when the check failed. @default - the name says it */
  readonly detail?: string;
  /** Whether the summary of all tiers says its name, as the figure that the tier is there for. @default false */
  readonly headline?: boolean;
}

/** What a tier works with. */
export interface TierContext {
  /** Writes a line to the tier's log. */
  readonly log: Progress;
  /** The engine's program; only of engines that the tier names. */
  program(engine: Engine): string;
}

/** A group of checks that runs on the same engines. */
export interface Tier {
  readonly name: string;
  /** What it shows, as a clause. */
  readonly shows: string;
  /** Tiers of one lane run one after the other, lanes beside each other: Terraform alone fills a core. */
  readonly lane: "terraform" | "other";
  /** What it needs. @default - Node alone */
  readonly engines?: readonly Engine[];
  /** What else must be there; a reason when it is not. @default - nothing */
  readonly missing?: () => string | undefined | Promise<string | undefined>;
  run(context: TierContext): Promise<readonly Check[]>;
}

/** How a tier went. */
export interface TierResult {
  readonly tier: string;
  readonly passed: number;
  readonly failed: readonly Check[];
  readonly seconds: number;
  /** What the summary says about it. @default - only the numbers */
  readonly headlines?: readonly string[];
  /** Why it did not run. @default - it ran */
  readonly notRun?: string;
}

/**
 * Runs a tier. A tier that breaks, or that looks at nothing, has failed: silence is no proof. Never rejects, so that the other
 * tiers go on.
 */
export async function runTier(tier: Tier, log: Progress): Promise<TierResult> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const reason = await tier.missing?.();
    if (reason !== undefined) {
      return { tier: tier.name, passed: 0, failed: [], seconds: seconds(), notRun: reason };
    }
  } catch (error) {
    const broken = brokenAt(`${tier.name} finds out whether it can run`, error);
    log(`FAILED  ${broken.name}\n${broken.detail}`);
    return { tier: tier.name, passed: 0, failed: [broken], seconds: seconds() };
  }
  const programs = new Map<Engine, FoundEngine>();
  for (const engine of tier.engines ?? []) {
    const found = await provideEngine(engine, log);
    if (isMissing(found)) {
      return { tier: tier.name, passed: 0, failed: [], seconds: seconds(), notRun: found.reason };
    }
    log(`${engine.name} ${found.version}: ${found.path}`);
    programs.set(engine, found);
  }

  const checks = await checksOf(tier, { log, program: (engine) => programs.get(engine)!.path });
  checks.forEach(({ name, passed, detail }) => {
    log(`${passed ? "passed" : "FAILED"}  ${name}${passed || detail === undefined ? "" : `\n${detail}`}`);
  });
  const failed = checks.filter((check) => !check.passed);
  const headlines = checks.filter(({ headline }) => headline === true).map(({ name }) => name);
  return { tier: tier.name, passed: checks.length - failed.length, failed, seconds: seconds(), headlines };
}

/** The result where every tier must run, as in CI: a tier that did not run is a tier that failed. */
export function mandatory(result: TierResult): TierResult {
  if (result.notRun === undefined) {
    return result;
  }
  const { notRun, ...rest } = result;
  return { ...rest, failed: [{ name: `${result.tier} runs`, passed: false, detail: `Not run: ${notRun}` }] };
}

async function checksOf(tier: Tier, context: TierContext): Promise<readonly Check[]> {
  try {
    const checks = await tier.run(context);
    return checks.length > 0 ? checks : [{ name: `${tier.name} looks at something`, passed: false, detail: "No check ran." }];
  } catch (error) {
    return [brokenAt(`${tier.name} runs to its end`, error)];
  }
}

function brokenAt(name: string, error: unknown): Check {
  return { name, passed: false, detail: error instanceof Error ? error.message : String(error) };
}

/** A check that passes when a list of faults is empty. */
export function noneOf(name: string, faults: readonly string[]): Check {
  return { name, passed: faults.length === 0, detail: faults.join("\n") };
}

/** A check that passes when `passed` is true. */
export function check(name: string, passed: boolean, detail?: string): Check {
  return { name, passed, detail };
}
