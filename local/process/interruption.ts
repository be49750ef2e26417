/** Exit code of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** Tells whether the run is being interrupted: its own failures are then no news any more. */
export interface Interruption {
  readonly underway: boolean;
}

/**
 * On Ctrl-C, SIGTERM or a closed terminal: cleans up once, then leaves with 130. npm and the terminal may both send the
 * signal, so further ones are ignored.
 */
export function onInterruption(cleanUp: () => Promise<void>): Interruption {
  const state = { underway: false };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!state.underway) {
        state.underway = true;
        void cleanUp().finally(() => process.exit(INTERRUPTED));
      }
    });
  }
  return state;
}
