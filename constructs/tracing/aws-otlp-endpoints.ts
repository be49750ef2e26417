import { type Partition, partitionOf } from "../core/aws-location";

/**
 * AWS's OTLP endpoints of a region: HTTP only, signed with SigV4 for the service in the host name. They are full URLs, which belong in
 * `traces_endpoint` and its kin; `endpoint` would get the path twice.
 *
 * @see CloudWatch User Guide, OpenTelemetry endpoints (read 2026-11)
 */
export function awsOtlpEndpoint(service: "xray" | "logs" | "monitoring", region: string): string {
  const path = { xray: "traces", logs: "logs", monitoring: "metrics" }[service];
  return `https://${service}.${region}.${dnsSuffix(partitionOf(region))}/v1/${path}`;
}

/** The domain of AWS's endpoints; China has its own, GovCloud (US) shares the common one. */
function dnsSuffix(partition: Partition): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
