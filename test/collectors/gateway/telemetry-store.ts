import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { startCommand, type StartedCommand } from "../../engines/command";
import { freePort } from "../../engines/free-port";
import type { Progress } from "../../engines/engine";
import { answers, until } from "./until";

/** What arrived at a store. */
export interface StoredSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A second collector, in the place of AWS's OTLP endpoints: what it takes, it writes to files; traces go on to Zipkin, too. */
export class TelemetryStore {
  private running: StartedCommand | undefined;

  private constructor(
    private readonly otelcol: string,
    private readonly folder: string,
    private readonly port: number,
    private readonly health: number,
    private readonly lifeSeconds: number,
    private readonly log: Progress,
  ) {}

  /** Prepares a store in an empty folder; `up` starts it. */
  public static async in(
    folder: string,
    { otelcol, zipkinUrl, lifeSeconds, log }: { otelcol: string; zipkinUrl: string; lifeSeconds: number; log: Progress },
  ): Promise<TelemetryStore> {
    const store = new TelemetryStore(otelcol, folder, await freePort(), await freePort(), lifeSeconds, log);
    await mkdir(folder, { recursive: true });
    const file = (signal: string) => ({ path: join(folder, `${signal}.jsonl`), append: true, flush_interval: "100ms" });
    const pipeline = (signal: string, ...others: string[]) => ({ receivers: ["otlp"], exporters: [`file/${signal}`, ...others] });
    const config = {
      extensions: { health_check: { endpoint: `127.0.0.1:${store.health}` } },
      receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${store.port}` } } } },
      exporters: { "file/traces": file("traces"), "file/logs": file("logs"), zipkin: { endpoint: zipkinUrl } },
      service: {
        extensions: ["health_check"],
        pipelines: { traces: pipeline("traces", "zipkin"), logs: pipeline("logs") },
        telemetry: { metrics: { level: "none" } },
      },
    };
    await writeFile(join(folder, "store.yaml"), stringify(config));
    return store;
  }

  /** Where it takes traces or logs. */
  public url(signal: "traces" | "logs"): string {
    return `http://127.0.0.1:${this.port}/v1/${signal}`;
  }

  /** Starts it, and waits until it takes something. */
  public async up(): Promise<void> {
    this.running = startCommand(this.otelcol, [`--config=file:${join(this.folder, "store.yaml")}`], {
      timeoutSeconds: this.lifeSeconds,
      onLine: this.log,
    });
    await until("the store is up", 15, () => answers(`http://127.0.0.1:${this.health}/`));
  }

  /** Takes it away: nobody answers at its address. */
  public async down(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Spans that arrived, each as often as it did. */
  public spans(): readonly StoredSpan[] {
    return this.lines("traces").flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, attributes: attributesOf(resource.attributes) }))),
      ),
    );
  }

  /** Texts of the log records that arrived, each as often as it did. */
  public logs(): readonly string[] {
    return this.lines("logs").flatMap(({ resourceLogs = [] }) =>
      resourceLogs.flatMap(({ scopeLogs }) =>
        scopeLogs.flatMap(({ logRecords }) => logRecords.map(({ body }) => body.stringValue)),
      ),
    );
  }

  private lines(signal: string): readonly OtlpLine[] {
    const path = join(this.folder, `${signal}.jsonl`);
    const whole = existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
    return whole.map((line) => JSON.parse(line) as OtlpLine);
  }
}

type Attributes = readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];

interface OtlpLine {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly { readonly spans: readonly { traceId: string; spanId: string; name: string }[] }[];
  }[];
  readonly resourceLogs?: readonly {
    readonly scopeLogs: readonly { readonly logRecords: readonly { readonly body: { readonly stringValue: string } }[] }[];
  }[];
}

function attributesOf(attributes: Attributes): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? ""]));
}
