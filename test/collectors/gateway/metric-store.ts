import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { startCommand, type StartedCommand } from "../../engines/command";
import type { Progress } from "../../engines/engine";
import { freePort } from "../../engines/free-port";
import { answers, until } from "./until";

/** A series that a query gave. */
export interface QueriedSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** A real Prometheus that takes remote write, in the place of AMP; it also scrapes the gateway's own metrics, as a ServiceMonitor does. */
export class MetricStore {
  private running: StartedCommand | undefined;

  private constructor(
    private readonly prometheus: string,
    private readonly folder: string,
    private readonly port: number,
    private readonly lifeSeconds: number,
    private readonly log: Progress,
  ) {}

  /** Prepares a store in an empty folder; `up` starts it. */
  public static async in(
    folder: string,
    options: { prometheus: string; selfMetricsPort: number; lifeSeconds: number; log: Progress },
  ): Promise<MetricStore> {
    const store = new MetricStore(options.prometheus, folder, await freePort(), options.lifeSeconds, options.log);
    await mkdir(folder, { recursive: true });
    const labels = { cluster: "test", namespace: "observability", pod: "otel-collector-0" };
    const config = {
      global: { scrape_interval: "1s" },
      scrape_configs: [
        { job_name: "otel-collector", static_configs: [{ targets: [`127.0.0.1:${options.selfMetricsPort}`], labels }] },
      ],
    };
    await writeFile(join(folder, "prometheus.yaml"), stringify(config));
    return store;
  }

  /** Where it takes remote write. */
  public get remoteWriteUrl(): string {
    return `http://127.0.0.1:${this.port}/api/v1/write`;
  }

  /** Starts it with what it held before, and waits until it answers. */
  public async up(): Promise<void> {
    this.running = startCommand(
      this.prometheus,
      [
        `--config.file=${join(this.folder, "prometheus.yaml")}`,
        `--storage.tsdb.path=${join(this.folder, "data")}`,
        `--web.listen-address=127.0.0.1:${this.port}`,
        "--web.enable-remote-write-receiver",
      ],
      { timeoutSeconds: this.lifeSeconds, onLine: this.log },
    );
    await until("Prometheus is ready", 15, () => answers(`http://127.0.0.1:${this.port}/-/ready`));
  }

  /** Takes it away: nobody answers at its address. */
  public async down(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** Asks PromQL. */
  public async query(expression: string): Promise<readonly QueriedSeries[]> {
    const url = `http://127.0.0.1:${this.port}/api/v1/query?query=${encodeURIComponent(expression)}`;
    const answer = (await (await fetch(url)).json()) as { data?: { result: QueriedSeries[] }; error?: string };
    if (answer.data === undefined) {
      throw new Error(`Prometheus refuses ${expression}: ${answer.error}`);
    }
    return answer.data.result;
  }
}
