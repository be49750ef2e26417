import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something holds. @throws Error that says what did not happen in time */
export async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) {
      throw new Error(`Within ${seconds} s it did not happen that ${what}.`);
    }
    await sleep(200);
  }
}

/** Whether a URL answers well. */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
