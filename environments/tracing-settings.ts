import type { OpenDestination, TraceSampling } from "../constructs/core/telemetry-destinations";

/** The collectors of an environment. */
export interface TracingSettings {
  /**
   * Where the collector sends to, several at once: `amp` is the environment's workspace, `cloudwatch-logs` its log group of applications.
   * Rights, signatures, queues and pipelines follow from this line.
   * @default [{ kind: "amp" }, { kind: "xray" }]
   */
  readonly destinations?: readonly EnvironmentDestination[];
  /**
   * Which traces are kept.
   * @default - every trace
   */
  readonly sampling?: TraceSampling;
}

/** Somewhere that an environment's collector sends to. */
export type EnvironmentDestination = { readonly kind: "amp" } | { readonly kind: "cloudwatch-logs" } | OpenDestination;
