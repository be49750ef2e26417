import { startCommand, type StartedCommand } from "../../engines/command";
import type { Progress } from "../../engines/engine";
import { freePort } from "../../engines/free-port";
import { javaForZipkin } from "../../engines/zipkin";
import { answers, until } from "./until";

/** A span as Zipkin gives it. @see https://zipkin.io/zipkin-api/ (read 2026-11) */
export interface ZipkinSpan {
  readonly traceId: string;
  readonly id: string;
  readonly parentId?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly localEndpoint?: { readonly serviceName?: string };
  readonly tags?: Readonly<Record<string, string>>;
}

/** An edge of Zipkin's service graph. */
export interface ZipkinDependency {
  readonly parent: string;
  readonly child: string;
  readonly callCount: number;
  readonly errorCount?: number;
}

const HEAP_MEBIBYTES = 256;

/** A real Zipkin, which keeps its traces in memory. */
export class TraceStore {
  private running: StartedCommand | undefined;

  private constructor(
    private readonly java: string,
    private readonly jar: string,
    private readonly port: number,
    private readonly lifeSeconds: number,
    private readonly log: Progress,
  ) {}

  /** Prepares a store; `up` starts it. */
  public static async of(jar: string, lifeSeconds: number, log: Progress): Promise<TraceStore> {
    const { java } = await javaForZipkin();
    return new TraceStore(java, jar, await freePort(), lifeSeconds, log);
  }

  /** Where it takes spans in its own format. */
  public get spansUrl(): string {
    return `${this.url}/api/v2/spans`;
  }

  /** Starts it, and waits until it answers. */
  public async up(): Promise<void> {
    this.running = startCommand(
      this.java,
      [
        `-Xmx${HEAP_MEBIBYTES}M`,
        "-XX:+UseSerialGC",
        // A short life: the second compiler would cost more than it gives.
        "-XX:TieredStopAtLevel=1",
        "-jar",
        this.jar,
        // Its own setting for the port alone would listen on every address of the machine.
        "--armeria.ports[0].ip=127.0.0.1",
        `--armeria.ports[0].port=${this.port}`,
        "--armeria.ports[0].protocols[0]=http",
        "--zipkin.storage.type=mem",
      ],
      { timeoutSeconds: this.lifeSeconds, onLine: this.log },
    );
    await until("Zipkin is up", 60, () => answers(`${this.url}/health`));
  }

  /** Ends it. */
  public async down(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Names of the services that sent spans. */
  public services(): Promise<readonly string[]> {
    return this.asked("services");
  }

  /** Spans of a trace; none when it is not there. */
  public trace(traceId: string): Promise<readonly ZipkinSpan[]> {
    return this.asked(`trace/${traceId}`);
  }

  /** Traces of the last hour with a span of the service that matches, such as `error`. */
  public traces(serviceName: string, annotationQuery: string): Promise<readonly (readonly ZipkinSpan[])[]> {
    return this.asked(`traces?${new URLSearchParams({ serviceName, annotationQuery, lookback: LOOKBACK, limit: "1000" })}`);
  }

  /** The service graph of the last hour. */
  public dependencies(): Promise<readonly ZipkinDependency[]> {
    return this.asked(`dependencies?${new URLSearchParams({ endTs: String(Date.now()), lookback: LOOKBACK })}`);
  }

  private get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private async asked<T extends readonly unknown[]>(question: string): Promise<T> {
    const response = await fetch(`${this.url}/api/v2/${question}`);
    if (response.status === 404) {
      return [] as unknown as T;
    }
    if (!response.ok) {
      throw new Error(`Zipkin answered ${response.status} to ${question}: ${await response.text()}`);
    }
    return (await response.json()) as T;
  }
}

/** One hour in milliseconds. */
const LOOKBACK = String(60 * 60 * 1000);
