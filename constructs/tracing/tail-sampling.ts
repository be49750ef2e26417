import type { TraceSampling } from "../core/telemetry-destinations";
import type { TailSampling } from "./collector-processors";

/** Keeps traces with an error, slow ones, and a share of the others. A trace is decided ten seconds after its first span. */
export function tailSampling({ slowerThan, sharePercent }: TraceSampling): TailSampling {
  return {
    decision_wait: "10s",
    num_traces: 50_000,
    // Spans that come later than the decision follow it.
    decision_cache: { sampled_cache_size: 100_000, non_sampled_cache_size: 100_000 },
    policies: [
      { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR"] } },
      { name: "slow", type: "latency", latency: { threshold_ms: Math.round((slowerThan?.toSeconds() ?? 2) * 1000) } },
      { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: sharePercent } },
    ],
  };
}
