import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectFolders } from "../project-folders";

/** What a stack holds, by its state, and what it was synthesised to hold. */
export interface StackState {
  readonly stack: string;
  /** Managed resources by Terraform type. */
  readonly resources: Readonly<Record<string, number>>;
  /** Types in the synthesised JSON. */
  readonly synthesisedTypes: readonly string[];
  /** Root outputs by name. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Reads the state and the synthesised JSON of each stack; a stack without a state holds nothing. */
export function readStackStates(folders: ProjectFolders, stacks: readonly string[]): StackState[] {
  return stacks.map((stack) => {
    const state = json<RawState>(join(folders.state, `${stack}.tfstate`));
    const synthesised = json<{ resource?: Record<string, unknown> }>(join(folders.stacks, stack, "cdk.tf.json"));
    const outputs = Object.entries(state?.outputs ?? {}).map(([name, { value }]) => [name, value] as const);
    return {
      stack,
      resources: resourcesByType(state?.resources ?? []),
      synthesisedTypes: Object.keys(synthesised?.resource ?? {}).sort(),
      outputs: Object.fromEntries(outputs),
    };
  });
}

/** Number of resources in a state. */
export function countOf(resources: Readonly<Record<string, number>>): number {
  return Object.values(resources).reduce((sum, count) => sum + count, 0);
}

interface RawResource {
  readonly mode: string;
  readonly type: string;
  readonly instances?: readonly unknown[];
}

interface RawState {
  readonly resources?: readonly RawResource[];
  readonly outputs?: Record<string, { readonly value?: unknown }>;
}

function resourcesByType(resources: readonly RawResource[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { mode, type, instances } of resources) {
    if (mode === "managed") {
      counts[type] = (counts[type] ?? 0) + (instances?.length ?? 0);
    }
  }
  return counts;
}

function json<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}
