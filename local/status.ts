import { runningEmulator } from "./emulator/emulator-record";
import type { ProjectFolders } from "./project-folders";
import { synthesisedStacks } from "./terraform/cdktf";
import { countOf, readStackStates } from "./terraform/stack-states";

/** What `npm run local:status` says. */
export interface Status {
  readonly running: boolean;
  /** `http://127.0.0.1:<port>`; undefined when nothing runs. */
  readonly endpoint: string | undefined;
  readonly stacks: readonly { readonly name: string; readonly resources: number }[];
}

/** Whether the local environment runs, and what it holds. */
export async function status(folders: ProjectFolders): Promise<Status> {
  const running = await runningEmulator(folders);
  if (running === undefined) {
    return { running: false, endpoint: undefined, stacks: [] };
  }
  const stacks = readStackStates(folders, synthesisedStacks(folders));
  return {
    running: true,
    endpoint: running.endpoint,
    stacks: stacks.map(({ stack, resources }) => ({ name: stack, resources: countOf(resources) })),
  };
}

/** The status as a person reads it. */
export function statusText({ running, endpoint, stacks }: Status): string {
  if (!running) {
    return "The local environment does not run; `npm run local` starts it.";
  }
  const lines = stacks.map(({ name, resources }) => `  ${name.padEnd(24)}${resources} resources`);
  return [`The embedded AWS listens at ${endpoint}.`, ...lines].join("\n");
}
