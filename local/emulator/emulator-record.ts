import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectFolders } from "../project-folders";
import { type Health, healthAt } from "./pages";

/** What `.local/emulator.json` remembers of the emulator that the states belong to. */
export interface EmulatorRecord {
  readonly pid: number;
  readonly port: number;
  readonly bootId: string;
}

/** The emulator of an earlier run, if it still runs. */
export interface RunningEmulator extends EmulatorRecord {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
}

/** Address of an emulator on this machine. */
export function endpointOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** The record; undefined when there is none or it is no record. */
export function readRecord(folders: ProjectFolders): EmulatorRecord | undefined {
  try {
    const { pid, port, bootId } = JSON.parse(readFileSync(fileOf(folders), "utf8")) as Partial<EmulatorRecord>;
    return typeof pid === "number" && typeof port === "number" && typeof bootId === "string" ? { pid, port, bootId } : undefined;
  } catch {
    return undefined;
  }
}

export function writeRecord(folders: ProjectFolders, record: EmulatorRecord): void {
  mkdirSync(folders.work, { recursive: true });
  writeFileSync(fileOf(folders), `${JSON.stringify(record, null, 2)}\n`);
}

/** Forgets the emulator, and the states with it: the resources they describe died with the process. */
export function forgetEmulator(folders: ProjectFolders): void {
  rmSync(fileOf(folders), { force: true });
  rmSync(folders.state, { recursive: true, force: true });
}

/** Whether the process that answers at the recorded port is the recorded one: another start has another `bootId`. */
export function isRecorded(record: EmulatorRecord, health: Health | undefined): boolean {
  return health !== undefined && health.bootId === record.bootId && health.pid === record.pid;
}

/** The recorded emulator when it is alive; undefined when there is none or it has died. */
export async function runningEmulator(
  folders: ProjectFolders,
  ask: (endpoint: string) => Promise<Health | undefined> = healthAt,
): Promise<RunningEmulator | undefined> {
  const record = readRecord(folders);
  if (record === undefined) {
    return undefined;
  }
  const endpoint = endpointOf(record.port);
  return isRecorded(record, await ask(endpoint)) ? { ...record, endpoint } : undefined;
}

function fileOf(folders: ProjectFolders): string {
  return join(folders.work, "emulator.json");
}
