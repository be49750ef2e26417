import { destinationFaults, traceSamplingFaults } from "../constructs/core/telemetry-destinations";
import { type Fault, oneOfFaults } from "../constructs/core/validation";
import type { EnvironmentProps } from "./environment-props";

const DESTINATION_KINDS = ["amp", "xray", "cloudwatch-logs", "cloudwatch-metrics", "jaeger", "otlp"];

/** What is wrong with the collectors of an environment. */
export function tracingFaults({ tracing = {} }: EnvironmentProps): Fault[] {
  const { destinations, sampling } = tracing;
  return [
    ...(destinations === undefined ? [] : destinationFaults("tracing.destinations", destinations)),
    ...(destinations ?? []).flatMap(({ kind }, index) =>
      oneOfFaults(`tracing.destinations[${index}].kind`, kind, DESTINATION_KINDS),
    ),
    ...traceSamplingFaults("tracing.sampling", sampling),
  ];
}
