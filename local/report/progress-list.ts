import { Listr, ListrLogger, ProcessOutput } from "listr2";
import type { Interruption } from "../process/interruption";
import type { StepTime } from "./summary";

/** One step of a run, with a line below it that says how far it is. */
export interface Step {
  /** Short name for the summary's list of times. */
  readonly name: string;
  /** What the step does, shown while it works. */
  readonly title: string;
  /**
   * Does it.
   * @returns what the title becomes; undefined keeps it
   */
  readonly work: (say: (text: string) => void) => Promise<string | undefined>;
}

/**
 * Works the steps off one by one and shows them: in place on a terminal, one line each elsewhere.
 *
 * @param session `progress` is where it is shown: standard error when standard output belongs to `--json`
 */
export async function runSteps(
  steps: readonly Step[],
  { progress: stream, interruption }: { readonly progress: NodeJS.WriteStream; readonly interruption: Interruption },
): Promise<StepTime[]> {
  const times: StepTime[] = [];
  let fault: unknown;
  const tasks = steps.map(({ name, title, work }) => ({
    title,
    task: async (_: unknown, task: { title: string; output: string }) => {
      const begin = Date.now();
      try {
        task.title = (await quietWhen(interruption, work(saying(task, stream.isTTY)))) ?? title;
      } catch (thrown) {
        fault = thrown;
        throw new Error("see below"); // the list would squeeze the whole sentence into its line
      }
      times.push({ step: name, seconds: Math.round((Date.now() - begin) / 100) / 10 });
    },
  }));
  const shown = {
    logger: new ListrLogger({ processOutput: new ProcessOutput(stream, stream) }),
    collapseErrors: false,
    showErrorMessage: false,
    removeEmptyLines: true,
  };
  // listr2 would leave the process at the first Ctrl-C, before anything is cleaned up.
  const common = { registerSignalListeners: false, concurrent: false, exitOnError: true } as const;
  const list = stream.isTTY
    ? new Listr(tasks, { ...common, renderer: "default", rendererOptions: { ...shown, lazy: false } })
    : new Listr(tasks, { ...common, renderer: "simple", rendererOptions: shown });
  await list.run().catch((thrown: unknown) => {
    throw fault ?? thrown;
  });
  return times;
}

const SAY_EVERY_MS = 5_000;

/** The work; once we are interrupted its failure is no news, and the interruption ends the process. */
function quietWhen<T>(interruption: Interruption, work: Promise<T>): Promise<T> {
  return work.catch((thrown: unknown) => {
    if (interruption.underway) {
      return new Promise<never>(() => undefined);
    }
    throw thrown;
  });
}

// On a terminal the line below a task is replaced; elsewhere each text is a line, so there are few.
function saying(task: { output: string }, replaces: boolean): (text: string) => void {
  let last = 0;
  return (text) => {
    if (replaces || Date.now() - last >= SAY_EVERY_MS) {
      last = Date.now();
      task.output = text;
    }
  };
}
