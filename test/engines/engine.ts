import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { CACHE_FOLDER } from "./project-folder";

/** An engine that is on the machine. */
export interface FoundEngine {
  /** The program. */
  readonly path: string;
  readonly version: string;
}

/** Why an engine is not there, as a clause: `terraform is not on the PATH`. */
export interface MissingEngine {
  readonly reason: string;
}

/** Gets a line about what an install is doing. */
export type Progress = (line: string) => void;

/** A program that some tier of tests runs on. */
export interface Engine {
  readonly name: string;
  /** What the tests use it for, as a clause. */
  readonly purpose: string;
  /** Looks on the PATH and in the project's cache; changes nothing. What it throws is a reason why the engine is not there. */
  find(): Promise<FoundEngine | MissingEngine>;
  /**
   * Installs the pinned version into the project's cache folder.
   *
   * @throws Error with a sentence that says what is missing on the machine
   */
  install(progress: Progress): Promise<FoundEngine>;
}

const provided = new Map<Engine, Promise<FoundEngine | MissingEngine>>();

/** The engine: found, or installed now, or the reason why it can't be had. Tiers that ask at the same time share one install. */
export function provideEngine(engine: Engine, progress: Progress): Promise<FoundEngine | MissingEngine> {
  const known = provided.get(engine) ?? findOrInstall(engine, progress);
  provided.set(engine, known);
  return known;
}

async function findOrInstall(engine: Engine, progress: Progress): Promise<FoundEngine | MissingEngine> {
  try {
    const found = await engine.find();
    return isMissing(found) ? await engine.install(progress) : found;
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** True when the engine is not there. */
export function isMissing(found: FoundEngine | MissingEngine): found is MissingEngine {
  return "reason" in found;
}

/** The first program of that name on the PATH. */
export function onPath(program: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}

/** Where an installed engine of the project lives. */
export function engineFolder(name: string, version: string): string {
  return join(CACHE_FOLDER, "engines", `${name}-${version}`);
}

/**
 * Builds an engine in a folder beside its final one and moves it there at the end, so that an interrupted install is
 * never taken for a finished one.
 */
export async function installInto(folder: string, build: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await build(partial);
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
}

/** True when `version` is at least `least`; both are `major.minor.patch` with anything after it. */
export function atLeast(version: string, least: string): boolean {
  const numbers = (text: string) => text.split(".").map((part) => Number.parseInt(part, 10) || 0);
  const [given, wanted] = [numbers(version), numbers(least)];
  for (let i = 0; i < 3; i++) {
    const difference = (given[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
