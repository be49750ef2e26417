import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { stringify } from "yaml";
import type { ChartValues } from "../constructs/helm/chart-values";
import { KubernetesApi } from "../test/collectors/gateway/kubernetes-api";
import { type LoopbackPorts, onLoopback } from "../test/collectors/gateway/loopback-config";
import { answers, until } from "../test/collectors/gateway/until";
import { startCommand, type StartedCommand } from "../test/engines/command";
import { freePort } from "../test/engines/free-port";
import { SPANS_PER_TRACE } from "./otlp-request";

/** What the collector says about itself; items since its start. */
export interface CollectorFigures {
  readonly mebibytes: number;
  /** Items that left towards their destination. */
  readonly sent: number;
  /** Items that it had taken and then threw away. */
  readonly lost: number;
}

/** After how many seconds it is ended, whatever happens. */
const LIFE_SECONDS = 150;
/** What a request to an endpoint in the same region takes. */
const ANSWER_MILLISECONDS = 20;

/** A collector with one configuration, and a destination that takes everything or is away. */
export class CollectorUnderLoad {
  private running: StartedCommand | undefined;
  private away = false;

  private constructor(
    private readonly otelcol: string,
    private readonly folder: string,
    private readonly extraArgs: readonly string[],
    private readonly ports: LoopbackPorts,
    private readonly kubernetes: KubernetesApi,
    private readonly destination: Server,
    private readonly mebibytes: number,
  ) {}

  /** Starts it in an empty folder, as a pod with so much memory. */
  public static async start(
    config: ChartValues,
    options: { otelcol: string; folder: string; extraArgs: readonly string[]; mebibytes: number },
  ): Promise<CollectorUnderLoad> {
    const { otelcol, folder, extraArgs, mebibytes } = options;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "queue"), { recursive: true });
    const ports = {
      ...{ grpc: await freePort(), http: await freePort(), health: await freePort() },
      ...{ metrics: await freePort(), queue: await freePort() },
    };
    const kubernetes = await KubernetesApi.start();
    writeFileSync(join(folder, "kubeconfig"), JSON.stringify(kubernetes.kubeconfig()));
    const destination = createServer((request, response) => {
      request.resume();
      request.on("end", () => setTimeout(() => response.writeHead(run.away ? 503 : 200).end(), ANSWER_MILLISECONDS));
    });
    const run = new CollectorUnderLoad(otelcol, folder, extraArgs, ports, kubernetes, destination, mebibytes);
    await new Promise<void>((resolve) => destination.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(destination.address() as AddressInfo).port}/`;
    const destinations = { remoteWrite: url, traces: url, logs: url };
    writeFileSync(join(folder, "gateway.yaml"), stringify(onLoopback(config, ports, destinations, join(folder, "queue"))));
    await run.up();
    return run;
  }

  /** Where it takes OTLP over HTTP. */
  public get port(): number {
    return this.ports.http;
  }

  /** Whether the destination answers that it can't. */
  public destinationIsAway(away: boolean): void {
    this.away = away;
  }

  /** Ends the collector in order and starts it on what is in its folder. */
  public async restart(): Promise<void> {
    await this.running?.stop();
    await this.up();
  }

  /** What it says about itself now; a collector that does not answer within ten seconds has none. */
  public async figures(): Promise<CollectorFigures> {
    const url = `http://127.0.0.1:${this.ports.metrics}/metrics`;
    const text = await (await fetch(url, { signal: AbortSignal.timeout(10_000) })).text();
    const sum = (name: RegExp) =>
      text
        .split("\n")
        .filter((line) => name.test(line))
        .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
    const item = "(spans|metric_points|log_records)(_total)?\\{";
    return {
      mebibytes: sum(/^otelcol_process_memory_rss/) / 2 ** 20,
      // The queue in front of remote write is the collector itself.
      sent: sum(new RegExp(`^otelcol_exporter_sent_${item}(?!.*exporter="[^"]+-queue")`)),
      lost:
        sum(new RegExp(`^otelcol_exporter_(enqueue|send)_failed_${item}`)) +
        sum(/^otelcol_processor_tail_sampling_sampling_trace_dropped_too_early/) * SPANS_PER_TRACE,
    };
  }

  /** Ends everything. */
  public async stop(): Promise<void> {
    // What a destination that is away keeps it waiting for, it may send now.
    this.away = false;
    await this.running?.stop();
    await this.kubernetes.stop();
    this.destination.closeAllConnections();
    await new Promise((resolve) => this.destination.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async up(): Promise<void> {
    this.running = startCommand(this.otelcol, [`--config=file:${join(this.folder, "gateway.yaml")}`, ...this.extraArgs], {
      env: {
        AWS_ACCESS_KEY_ID: "offline",
        AWS_SECRET_ACCESS_KEY: "offline",
        AWS_EC2_METADATA_DISABLED: "true",
        MY_POD_IP: "127.0.0.1",
        KUBECONFIG: join(this.folder, "kubeconfig"),
        // As the chart sets it from the pod's limit.
        GOMEMLIMIT: `${Math.floor(this.mebibytes * 0.8)}MiB`,
      },
      timeoutSeconds: LIFE_SECONDS,
    });
    await until("the collector is healthy", 20, () => answers(`http://127.0.0.1:${this.ports.health}/`));
  }
}
