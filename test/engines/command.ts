import { type ChildProcess, spawn } from "node:child_process";
import { PROJECT_FOLDER } from "./project-folder";

/** How a command is run. */
export interface CommandOptions {
  /** The working folder. @default - the project's folder */
  readonly cwd?: string;
  /** Variables on top of this process's own; `undefined` removes one. @default - none */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** After how many seconds the command and all that it started are ended. */
  readonly timeoutSeconds: number;
  /** Gets every line of both streams as it comes. @default - nobody */
  readonly onLine?: (line: string) => void;
}

/** How a command ended. */
export interface CommandResult {
  /** The exit code; undefined when it was ended by a signal. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** True when the time was up. */
  readonly timedOut: boolean;
}

/** How long a process may tidy up between the request to end and the end: `local` ends Terraform in order within some 20 s. */
const GRACE_MILLISECONDS = 30_000;

const running = new Set<ChildProcess>();
let stopping = false;

/** A command that was started and may run for long, such as a server. */
export interface StartedCommand {
  /** How it ended; rejects when it could not be started. */
  readonly ended: Promise<CommandResult>;
  /** Ends it with all that it started, and waits for that. */
  stop(): Promise<void>;
  /** Ends it without a chance to tidy up, as a lost machine does. */
  kill(): Promise<void>;
}

/**
 * Runs a command in a process group of its own, so that nothing it starts outlives it: at the end of its time, and when
 * the test run is interrupted, the whole group ends.
 */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return startCommand(command, args, options).ended;
}

/** Starts what `runCommand` runs, without waiting for its end. Its time is bounded all the same. */
export function startCommand(command: string, args: readonly string[], options: CommandOptions): StartedCommand {
  if (stopping) {
    const refused = new Error(`${command} was not started: the run is being interrupted.`);
    return { ended: Promise.reject(refused), stop: () => Promise.resolve(), kill: () => Promise.resolve() };
  }
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: options.cwd ?? PROJECT_FOLDER,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  const ended = new Promise<CommandResult>((resolve, reject) => {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      void endGroup(child);
    }, options.timeoutSeconds * 1000);
    const stdout = collect(child.stdout, options.onLine);
    const stderr = collect(child.stderr, options.onLine);
    child.on("error", (error) => {
      clearTimeout(timer);
      running.delete(child);
      reject(new Error(`${command} can't be started: ${error.message}.`));
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      const seconds = (performance.now() - started) / 1000;
      resolve({ code: code ?? undefined, stdout: stdout(), stderr: stderr(), seconds, timedOut });
    });
  });
  return {
    ended,
    stop: () => (running.has(child) ? endGroup(child) : Promise.resolve()),
    kill: async () => {
      signalGroup(child, "SIGKILL");
      await ended;
    },
  };
}

/** Runs a command that must end with code 0; returns its standard output, or throws a sentence with the last lines. */
export async function outputOf(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const result = await runCommand(command, args, options);
  if (result.code !== 0) {
    throw new Error(`\`${[command, ...args].join(" ")}\` ${describeEnd(result)}:\n${lastLines(result, 60)}`);
  }
  return result.stdout;
}

/** Said of a command that did not end well: `ended with code 1`, `was stopped after 60 s`. */
export function describeEnd(result: CommandResult): string {
  if (result.timedOut) {
    return `was stopped after ${Math.round(result.seconds)} s`;
  }
  return result.code === undefined ? "was ended by a signal" : `ended with code ${result.code}`;
}

/** The last lines of what a command wrote, standard error first. */
export function lastLines(result: CommandResult, count: number): string {
  const text = result.stderr.trim() === "" ? result.stdout : result.stderr;
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/** Ends every command that still runs, with all that they started; no command starts after this. */
export async function endAllCommands(): Promise<void> {
  stopping = true;
  await Promise.all([...running].map(endGroup));
}

async function endGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, "SIGINT");
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, GRACE_MILLISECONDS);
    child.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, signal);
  } catch {
    // The group is gone, which is what was wanted.
  }
}

function collect(stream: NodeJS.ReadableStream, onLine?: (line: string) => void): () => string {
  let text = "";
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    lines.forEach((line) => onLine?.(line));
  });
  stream.on("end", () => {
    if (rest !== "") {
      onLine?.(rest);
    }
  });
  return () => text;
}
