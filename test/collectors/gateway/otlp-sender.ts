import { randomBytes } from "node:crypto";

/** A span as a test wants it. */
export interface SentSpan {
  readonly name: string;
  /** How long it took. @default 5 */
  readonly milliseconds?: number;
  /** @default false */
  readonly failed?: boolean;
}

/** A span of a request through several services. */
export interface LinkedSpan {
  readonly service: string;
  /** Unique in its request. */
  readonly name: string;
  readonly kind: "server" | "client";
  /** Name of the span that it happened in. @default - the request begins with it */
  readonly parent?: string;
  /** What its status says. @default - it went well */
  readonly error?: string;
  /** @default - none */
  readonly attributes?: Readonly<Record<string, string>>;
}

const RESOURCE = { attributes: attributesOf({ "service.name": "checkout" }) };
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
      attributes: attributesOf({ "http.route": "/pay" }),
    }));
    await this.post("traces", {
      resourceSpans: [{ resource: RESOURCE, scopeSpans: [{ scope: { name: "test" }, spans: sent }] }],
    });
    return sent.map(({ traceId }) => traceId);
  }

  /** Sends a request through several services, each service's spans by itself; the id of its trace. */
  public async request(spans: readonly LinkedSpan[]): Promise<string> {
    const traceId = randomBytes(16).toString("hex");
    const ids = new Map(spans.map(({ name }) => [name, randomBytes(8).toString("hex")]));
    for (const service of new Set(spans.map((span) => span.service))) {
      const own = spans.filter((span) => span.service === service);
      const sent = own.map(({ name, kind, parent, error, attributes = {} }) => ({
        traceId,
        spanId: ids.get(name)!,
        ...(parent !== undefined && { parentSpanId: ids.get(parent)! }),
        name,
        kind: kind === "server" ? 2 : 3,
        startTimeUnixNano: nanoseconds(5),
        endTimeUnixNano: nanoseconds(),
        status: error === undefined ? {} : { code: 2, message: error },
        attributes: attributesOf(attributes),
      }));
      await this.post("traces", {
        resourceSpans: [
          {
            resource: { attributes: attributesOf({ "service.name": service }) },
            scopeSpans: [{ scope: { name: "test" }, spans: sent }],
          },
        ],
      });
    }
    return traceId;
  }

  /** Sends one point of a counter for each value of an attribute. */
  public async points(metric: string, attribute: string, values: readonly string[]): Promise<void> {
    const dataPoints = values.map((value) => ({
      asDouble: 1,
      startTimeUnixNano: nanoseconds(60_000),
      timeUnixNano: nanoseconds(),
      attributes: attributesOf({ [attribute]: value }),
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

function attributesOf(values: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
