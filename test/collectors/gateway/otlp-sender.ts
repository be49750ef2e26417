import { randomBytes } from "node:crypto";

/** A span as a test wants it. */
export interface SentSpan {
  readonly name: string;
  /** How long it took. @default 5 */
  readonly milliseconds?: number;
  /** @default false */
  readonly failed?: boolean;
}

const RESOURCE = { attributes: [{ key: "service.name", value: { stringValue: "checkout" } }] };
const nanoseconds = (agoMilliseconds = 0) => String(BigInt(Date.now() - agoMilliseconds) * 1_000_000n);

/** Sends OTLP as an application's SDK does: over HTTP, in JSON, and heeding the answer. */
export class OtlpSender {
  public constructor(private readonly url: string) {}

  /** Sends one trace for each span; the ids of the traces, in order. */
  public async traces(spans: readonly SentSpan[]): Promise<readonly string[]> {
    const sent = spans.map(({ name, milliseconds = 5, failed = false }) => ({
      traceId: randomBytes(16).toString("hex"),
      spanId: randomBytes(8).toString("hex"),
      name,
      kind: 2,
      startTimeUnixNano: nanoseconds(milliseconds),
      endTimeUnixNano: nanoseconds(),
      status: failed ? { code: 2, message: "no" } : {},
      attributes: [{ key: "http.route", value: { stringValue: "/pay" } }],
    }));
    await this.post("traces", {
      resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ scope: { name: "test" }, spans: sent }] }],
    });
    return sent.map(({ traceId }) => traceId);
  }

  /** Sends one point of a counter for each value of an attribute. */
  public async points(metric: string, attribute: string, values: readonly string[]): Promise<void> {
    const dataPoints = values.map((value) => ({
      asDouble: 1,
      startTimeUnixNano: nanoseconds(60_000),
      timeUnixNano: nanoseconds(),
      attributes: [{ key: attribute, value: { stringValue: value } }],
    }));
    const metrics = [{ name: metric, sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints } }];
    await this.post("metrics", {
      resourceMetrics: [{ resource: RESOURCE, scopeMetrics: [{ scope: { name: "test" }, metrics }] }],
    });
  }

  /** Sends one log record for each text. */
  public async logs(bodies: readonly string[]): Promise<void> {
    const logRecords = bodies.map((body) => ({ timeUnixNano: nanoseconds(), severityText: "INFO", body: { stringValue: body } }));
    await this.post("logs", { resourceLogs: [{ resource: RESOURCE, scopeLogs: [{ scope: { name: "test" }, logRecords }] }] });
  }

  private async post(signal: string, body: object): Promise<void> {
    const response = await fetch(`${this.url}/v1/${signal}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`The gateway answered ${response.status} to ${signal}: ${await response.text()}`);
    }
  }
}
