import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LocalFault } from "../local-fault";
import { send } from "../process/children";
import { runningProcesses } from "../process/process-table";
import type { ProjectFolders } from "../project-folders";
import { endpointOf, forgetEmulator, type RunningEmulator, runningEmulator, writeRecord } from "./emulator-record";
import { healthAt } from "./pages";

const START_MS = 60_000;
const STOP_MS = 5_000;
/** An emulator that nobody asks any more leaves by itself. */
export const IDLE_SECONDS = 4 * 3600;

/** The emulator's process: started detached, so that it outlives the run that started it. */
export class EmulatorProcess {
  private started: ChildProcess | undefined;

  public constructor(private readonly folders: ProjectFolders) {}

  /**
   * The running emulator of an earlier run, or a new one.
   *
   * @param port 0 for a free one
   * @throws LocalFault when an emulator runs at another port than the one asked for
   */
  public async ensure(python: string, port: number): Promise<{ emulator: RunningEmulator; reused: boolean }> {
    const running = await runningEmulator(this.folders);
    if (running !== undefined) {
      if (port !== 0 && port !== running.port) {
        throw new LocalFault(
          `The embedded AWS runs at port ${running.port} already, and its resources can't move to port ${port}; leave --port out, or run npm run local:destroy first.`,
        );
      }
      return { emulator: running, reused: true };
    }
    forgetEmulator(this.folders);
    return { emulator: await this.start(python, port), reused: false };
  }

  /** Whether the emulator of an earlier run is still there. */
  public async isRunning(): Promise<boolean> {
    return (await runningEmulator(this.folders)) !== undefined;
  }

  /** Stops the emulator, whether this run started it or an earlier one, and forgets it. Never ends a process that is not ours. */
  public async stop(): Promise<void> {
    const running = await runningEmulator(this.folders);
    const pid = running?.pid ?? this.started?.pid;
    if (pid !== undefined) {
      await endProcess(pid);
    }
    forgetEmulator(this.folders);
  }

  private async start(python: string, port: number): Promise<RunningEmulator> {
    const child = this.spawn(python, port);
    const readLog = () => readFileSync(this.logFile(), "utf8");
    for (const end = Date.now() + START_MS; Date.now() < end; await sleep(100)) {
      const listening = /^listening on http:\/\/127\.0\.0\.1:(\d+)/m.exec(readLog());
      const health = listening === null ? undefined : await healthAt(endpointOf(Number(listening[1])));
      if (health !== undefined) {
        const record = { pid: health.pid, port: Number(listening?.[1]), bootId: health.bootId };
        writeRecord(this.folders, record);
        return { ...record, endpoint: endpointOf(record.port) };
      }
      if (child.exitCode !== null || child.signalCode !== null) {
        throw startFault(readLog());
      }
    }
    throw new LocalFault(`The embedded AWS did not answer within ${START_MS / 1000} s; look into .local/emulator.log.`);
  }

  private spawn(python: string, port: number): ChildProcess {
    mkdirSync(this.folders.work, { recursive: true });
    const log = openSync(this.logFile(), "w");
    const child = spawn(python, ["-m", "aws", "--port", String(port), "--idle-timeout-seconds", String(IDLE_SECONDS)], {
      cwd: this.folders.emulator,
      env: { ...process.env, PYTHONUNBUFFERED: "1" },
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child.unref();
    this.started = child;
    return child;
  }

  private logFile(): string {
    return join(this.folders.work, "emulator.log");
  }
}

/** Why the emulator has left at once, from what it printed: it says itself when its port is taken. */
export function startFault(log: string): LocalFault {
  const own = /^embedded AWS: (.+)$/m.exec(log)?.[1];
  if (own !== undefined) {
    return new LocalFault(`The embedded AWS can't start: ${own}.`);
  }
  const lastLines = log.trimEnd().split("\n").slice(-3);
  return new LocalFault("The embedded AWS left while it was starting; the whole text is in .local/emulator.log.", lastLines);
}

async function endProcess(pid: number): Promise<void> {
  const runs = () => runningProcesses().some((entry) => entry.pid === pid);
  send({ pid }, "SIGTERM");
  for (const end = Date.now() + STOP_MS; Date.now() < end && runs();) {
    await sleep(100);
  }
  if (runs()) {
    send({ pid }, "SIGKILL");
  }
}
