import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { ChartValues } from "../../../constructs/helm/chart-values";
import { startCommand, type StartedCommand } from "../../engines/command";
import type { Progress } from "../../engines/engine";
import { freePort } from "../../engines/free-port";
import { KubernetesApi } from "./kubernetes-api";
import { type LoopbackPorts, onLoopback } from "./loopback-config";
import { MetricStore } from "./metric-store";
import { OtlpSender } from "./otlp-sender";
import { TelemetryStore } from "./telemetry-store";
import { TraceStore } from "./trace-store";
import { answers, until } from "./until";

/** What a `GatewayRun` is started with. */
export interface GatewayRunOptions {
  /** The gateway's configuration as an environment ships it. */
  readonly config: ChartValues;
  /** Arguments of the collector that the chart gets beside the configuration. */
  readonly extraArgs: readonly string[];
  readonly otelcol: string;
  readonly prometheus: string;
  readonly zipkin: string;
  /** An empty folder. */
  readonly folder: string;
  readonly log: Progress;
}

/** After how many seconds everything is ended, whatever happens; a run takes about a minute. */
const LIFE_SECONDS = 200;

/** A gateway that really runs, the stores behind it, and an application that sends to it. Everything on loopback. */
export class GatewayRun {
  private running: StartedCommand | undefined;

  private constructor(
    private readonly options: GatewayRunOptions,
    private readonly ports: LoopbackPorts,
    private readonly kubernetes: KubernetesApi,
    /** In the place of X-Ray and CloudWatch Logs. */
    public readonly store: TelemetryStore,
    /** Behind that store: where people look at traces. */
    public readonly traces: TraceStore,
    /** In the place of AMP. */
    public readonly metrics: MetricStore,
    /** The application. */
    public readonly sender: OtlpSender,
  ) {}

  /** Starts everything, and waits until the gateway takes data. */
  public static async start(options: GatewayRunOptions): Promise<GatewayRun> {
    const { folder, otelcol, prometheus, zipkin, log } = options;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, "queue"), { recursive: true });
    const [grpc, http, health, metrics, queue] = await freePorts(5);
    const ports = { grpc: grpc!, http: http!, health: health!, metrics: metrics!, queue: queue! };
    const kubernetes = await KubernetesApi.start();
    writeFileSync(join(folder, "kubeconfig"), JSON.stringify(kubernetes.kubeconfig()));
    const traces = await TraceStore.of(zipkin, LIFE_SECONDS, log);
    const run = new GatewayRun(
      options,
      ports,
      kubernetes,
      await TelemetryStore.in(join(folder, "store"), { otelcol, zipkinUrl: traces.spansUrl, lifeSeconds: LIFE_SECONDS, log }),
      traces,
      await MetricStore.in(join(folder, "prometheus"), {
        prometheus,
        selfMetricsPort: ports.metrics,
        lifeSeconds: LIFE_SECONDS,
        log,
      }),
      new OtlpSender(`http://127.0.0.1:${ports.http}`),
    );
    try {
      await run.traces.up();
      await run.store.up();
      await run.metrics.up();
      await run.startGateway();
      return run;
    } catch (error) {
      await run.stop();
      throw error;
    }
  }

  /** Starts the gateway on the queues that are there; `rejectAt` sends logs and metrics somewhere else. */
  public async startGateway(rejectAt?: string): Promise<void> {
    const { config, otelcol, extraArgs, folder, log } = this.options;
    const destinations = {
      remoteWrite: rejectAt ?? this.metrics.remoteWriteUrl,
      traces: this.store.url("traces"),
      logs: rejectAt ?? this.store.url("logs"),
    };
    const file = join(folder, "gateway.yaml");
    writeFileSync(file, stringify(onLoopback(config, this.ports, destinations, join(folder, "queue"))));
    this.running = startCommand(otelcol, [`--config=file:${file}`, ...extraArgs], {
      env: {
        AWS_ACCESS_KEY_ID: "offline",
        AWS_SECRET_ACCESS_KEY: "offline",
        AWS_EC2_METADATA_DISABLED: "true",
        MY_POD_IP: "127.0.0.1",
        KUBECONFIG: join(folder, "kubeconfig"),
        // The memory limiter reads the machine's memory; what it would refuse here is no matter of the configuration.
        GOMEMLIMIT: "512MiB",
      },
      timeoutSeconds: LIFE_SECONDS,
      onLine: log,
    });
    await until("the gateway is healthy", 20, () => answers(`http://127.0.0.1:${this.ports.health}/`));
  }

  /** Ends the gateway: in order, or as a lost node does. */
  public async endGateway(how: "in order" | "killed"): Promise<void> {
    await (how === "killed" ? this.running?.kill() : this.running?.stop());
    this.running = undefined;
  }

  /** The gateway's own metrics, as text. */
  public async selfMetrics(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`)).text();
  }

  /** Ends all that was started. */
  public async stop(): Promise<void> {
    await Promise.all([this.running?.stop(), this.store.down(), this.traces.down(), this.metrics.down(), this.kubernetes.stop()]);
  }
}

/** Ports are asked for one after the other, so that none is given twice. */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    ports.add(await freePort());
  }
  return [...ports];
}
