// eslint-disable-next-line @typescript-eslint/no-require-imports -- an `import` would give a copy that can't be changed
import stackTrace = require("cdktf/lib/tokens/private/stack-trace");

/**
 * Keeps cdktf from recording, for every token, the whole call stack at its creation. Measured 2026-11 on the benchmark's machine:
 * that is about a quarter of the time of a synth. The output is the same; what is lost is the "object creation stack" at the end
 * of an error about a token. cdktf has no setting for it: `stackTraces: false` of `App` and `Error.stackTraceLimit` change
 * nothing, because this function ignores both.
 *
 * Called by the app, never by a construct: another project's traces are its own business.
 */
export function withoutCreationTraces(): void {
  const module: { captureStackTrace: () => string[] } = stackTrace;
  module.captureStackTrace = () => [];
}
