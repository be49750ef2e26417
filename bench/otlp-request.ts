import { randomFillSync } from "node:crypto";

/** Signals that the load is made of. */
export type LoadSignal = "traces" | "metrics";

/** Spans or data points in one request, as an SDK's batch has them. */
export const ITEMS_PER_REQUEST = 500;
/** Spans of one trace. */
export const SPANS_PER_TRACE = 10;

// Values of a fixed length that stand for what differs between requests.
const TRACE_ID = Buffer.alloc(16, 0xa7);
const SPAN_ID = Buffer.alloc(8, 0xb7);
const TIME = Buffer.alloc(8, 0xc7);

/** A request in OTLP's binary form, which is encoded once and then only gets new ids and times: so that the sender costs little. */
export class OtlpRequest {
  private readonly traceIds: readonly number[];
  private readonly spanIds: readonly number[];
  private readonly times: readonly number[];

  private constructor(private readonly template: Buffer) {
    this.traceIds = offsets(template, TRACE_ID);
    this.spanIds = offsets(template, SPAN_ID);
    this.times = offsets(template, TIME);
  }

  public static of(signal: LoadSignal): OtlpRequest {
    const items = Array.from({ length: ITEMS_PER_REQUEST }, (_, index) => (signal === "traces" ? span(index) : point(index)));
    const scoped = signal === "traces" ? items.map((item) => field(2, item)) : [field(2, counter(items))];
    const resource = field(1, field(1, attribute("service.name", "checkout")));
    return new OtlpRequest(field(1, resource, field(2, ...scoped)));
  }

  /** The body of one more request. */
  public next(): Buffer {
    const body = Buffer.from(this.template);
    const random = randomFillSync(Buffer.alloc(24));
    this.traceIds.forEach((offset, index) => {
      random.copy(body, offset, 0, 16);
      body.writeUInt32BE(Math.floor(index / SPANS_PER_TRACE), offset);
    });
    this.spanIds.forEach((offset, index) => {
      random.copy(body, offset, 16, 24);
      body.writeUInt32BE(index, offset);
    });
    const now = BigInt(Date.now()) * 1_000_000n;
    this.times.forEach((offset) => body.writeBigUInt64LE(now, offset));
    return body;
  }
}

/** @see opentelemetry-proto, trace.proto: Span (read 2026-11) */
function span(index: number): Buffer {
  return Buffer.concat([
    field(1, TRACE_ID),
    field(2, SPAN_ID),
    field(5, "post /orders"),
    Buffer.from([6 << 3, 2]),
    fixed(7, TIME),
    fixed(8, TIME),
    field(9, attribute("http.request.method", "POST")),
    field(9, attribute("http.route", "/orders/{order}")),
    field(9, attribute("url.path", `/orders/${index}`)),
  ]);
}

/** @see opentelemetry-proto, metrics.proto: Metric, Sum (cumulative, monotonic) (read 2026-11) */
function counter(points: readonly Buffer[]): Buffer {
  const sum = Buffer.concat([...points.map((each) => field(1, each)), Buffer.from([2 << 3, 2, 3 << 3, 1])]);
  return Buffer.concat([field(1, "orders.placed"), field(7, sum)]);
}

/** @see opentelemetry-proto, metrics.proto: NumberDataPoint (read 2026-11) */
function point(index: number): Buffer {
  const value = Buffer.alloc(8);
  value.writeDoubleLE(index);
  return Buffer.concat([
    fixed(3, TIME),
    fixed(4, value),
    field(7, attribute("country", "de")),
    field(7, attribute("shop", `shop-${index}`)),
  ]);
}

function attribute(key: string, value: string): Buffer {
  return Buffer.concat([field(1, key), field(2, field(1, value))]);
}

/** A field with a length: text, bytes, messages. */
function field(number: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(content.length)]), content]);
}

/** A field of eight bytes. */
function fixed(number: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 1]), value]);
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

function offsets(within: Buffer, wanted: Buffer): readonly number[] {
  const found: number[] = [];
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + wanted.length)) {
    found.push(at);
  }
  return found;
}
