import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type ProcessEntry, runningProcesses, withDescendants } from "./process-table";

/** How a child is run. */
export interface ChildOptions {
  /** Working folder. */
  readonly cwd: string;
  /** The whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Called with each line of standard output and standard error, without the line's end.
   * @default - nobody listens
   */
  readonly onLine?: (line: string) => void;
  /**
   * File that takes the whole output; overwritten.
   * @default - kept nowhere
   */
  readonly log?: string;
}

const GRACE_MS = 15_000;
const TERM_MS = 3_000;
const POLL_MS = 150;

/**
 * The processes that a run has started. Each has a process group of its own, so that the terminal's Ctrl-C reaches us alone and we
 * can end them in order. cdktf runs Terraform on a pseudo terminal (another session), so descendants are found by parent, not by group.
 */
export class Children {
  private readonly alive = new Set<ChildProcess>();
  private readonly adopted = new Map<string, ProcessEntry>();

  /** Runs a program to its end; its exit code (1 when a signal ended it). */
  public async run(command: string, args: readonly string[], options: ChildOptions): Promise<number> {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    this.alive.add(child);
    const log = options.log === undefined ? undefined : createWriteStream(options.log);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        log?.write(`${line}\n`);
        options.onLine?.(line);
      });
    }
    try {
      return await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve(code ?? 1));
      });
    } finally {
      this.alive.delete(child);
      await new Promise<void>((resolve) => (log === undefined ? resolve() : log.end(resolve)));
    }
  }

  /**
   * Ends every child and everything below it: Terraform is asked first (it finishes the calls it has begun and writes its state),
   * then all are told to leave, then what is left is killed, each by its own id. Takes at most some 20 s.
   */
  public async stopAll(graceMs: number = GRACE_MS): Promise<void> {
    const asked = new Set<string>();
    await this.until(graceMs, (family) => {
      const terraforms = family.filter(({ program }) => program === "terraform");
      terraforms.filter((entry) => !asked.has(keyOf(entry))).forEach((entry) => send(entry, "SIGINT"));
      terraforms.forEach((entry) => asked.add(keyOf(entry)));
      return terraforms.length === 0;
    });
    this.family().forEach((entry) => send(entry, "SIGTERM"));
    await this.until(TERM_MS, (family) => family.length === 0);
    this.family().forEach((entry) => send(entry, "SIGKILL"));
    await this.until(TERM_MS, (family) => family.length === 0);
  }

  private async until(limitMs: number, done: (family: ProcessEntry[]) => boolean): Promise<void> {
    for (const end = Date.now() + limitMs; Date.now() < end && !done(this.family());) {
      await sleep(POLL_MS);
    }
  }

  /** Children, descendants, and descendants seen before that lost their parent meanwhile. */
  private family(): ProcessEntry[] {
    const table = runningProcesses();
    const known = table.filter((entry) => this.adopted.has(keyOf(entry))).map(({ pid }) => pid);
    const roots = [...this.alive].map(({ pid }) => pid).filter((pid) => pid !== undefined);
    const family = withDescendants(table, [...roots, ...known]);
    family.forEach((entry) => this.adopted.set(keyOf(entry), entry));
    return family;
  }
}

/** Sends a signal; a process that has gone meanwhile is no fault. */
export function send({ pid }: Pick<ProcessEntry, "pid">, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone
  }
}

function keyOf({ pid, started }: ProcessEntry): string {
  return `${pid} ${started}`;
}
