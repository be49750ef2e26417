import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stringify } from "yaml";
import { inClusterAlertmanager } from "../../constructs/metrics/in-cluster-alertmanager";
import { renderPrometheusRules } from "../../rules/render-prometheus";
import { startCommand, type StartedCommand } from "../engines/command";
import type { Progress } from "../engines/engine";
import { freePort } from "../engines/free-port";
import { LOOP_GROUP } from "./loop-rules";
import { loopRouting, loopSecrets, onLoopback } from "./loop-routing";
import { writeConfig } from "./route-checks";
import type { AlertmanagerFile } from "./shipped-alertmanagers";
import { type Delivery, WatchedService } from "./watched-service";

/** What an `AlertingLoop` is started with. */
export interface AlertingLoopOptions {
  readonly prometheus: string;
  readonly alertmanager: string;
  /** An empty folder for configurations and data. */
  readonly folder: string;
  readonly log: Progress;
}

/** After how many seconds the programs are ended, whatever happens; a run takes some ten. */
const LIFE_SECONDS = 55;
const WAIT_SECONDS = 15;

/** A service, a Prometheus that scrapes it, the Alertmanager that it tells, and everybody who hears of it. */
export class AlertingLoop {
  private constructor(
    /** The service and what arrived. */
    public readonly service: WatchedService,
    private readonly alertmanagerUrl: string,
    private readonly programs: readonly StartedCommand[],
  ) {}

  /** Starts everything, and waits until the Alertmanager answers. */
  public static async start(options: AlertingLoopOptions): Promise<AlertingLoop> {
    const service = await WatchedService.start();
    const programs: StartedCommand[] = [];
    try {
      const port = await freePort();
      programs.push(await startAlertmanager(options, service.url, port));
      const url = `http://127.0.0.1:${port}`;
      await until("Alertmanager answers", () => answers(`${url}/-/ready`));
      programs.push(await startPrometheus(options, service.url, port));
      return new AlertingLoop(service, url, programs);
    } catch (error) {
      await stopAll(programs, service);
      throw error;
    }
  }

  /** The first delivery of its kind, once it is there. @throws Error when it does not come in time */
  public async delivered(what: string, matches: (delivery: Delivery) => boolean): Promise<Delivery> {
    const { deliveries } = this.service;
    try {
      await until(what, () => Promise.resolve(deliveries.some(matches)));
    } catch (error) {
      const arrived = deliveries.map(({ to, body }) => `${to}: ${body.slice(0, 300)}`);
      throw new Error([(error as Error).message, "What arrived:", ...arrived].join("\n"), { cause: error });
    }
    return deliveries.find(matches)!;
  }

  /** Names of the alerts that mute an alert, once it is muted. @throws Error when it is not in time */
  public async mutedBy(alertname: string): Promise<readonly string[]> {
    let muting: string[] = [];
    await until(`${alertname} is muted`, async () => {
      const alerts = await this.alerts();
      const fingerprints = alerts.find(({ labels }) => labels.alertname === alertname)?.status.inhibitedBy ?? [];
      muting = alerts.filter(({ fingerprint }) => fingerprints.includes(fingerprint)).map(({ labels }) => labels.alertname!);
      return muting.length > 0;
    });
    return muting;
  }

  /** Waits until an alert has ended. @throws Error when it is not in time */
  public ended(alertname: string): Promise<void> {
    return until(`${alertname} has ended`, async () =>
      (await this.alerts()).every(({ labels }) => labels.alertname !== alertname),
    );
  }

  /** Ends what was started. */
  public stop(): Promise<void> {
    return stopAll(this.programs, this.service);
  }

  private async alerts(): Promise<readonly ActiveAlert[]> {
    return (await (await fetch(`${this.alertmanagerUrl}/api/v2/alerts`)).json()) as ActiveAlert[];
  }
}

/** An alert as Alertmanager's interface shows it. */
interface ActiveAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

async function startAlertmanager({ folder, alertmanager, log }: AlertingLoopOptions, url: string, port: number) {
  const home = join(folder, "alertmanager");
  const secretsFolder = join(home, "secrets");
  for (const [name, keys] of Object.entries(loopSecrets(url))) {
    await mkdir(join(secretsFolder, name), { recursive: true });
    await Promise.all(Object.entries(keys).map(([key, value]) => writeFile(join(secretsFolder, name, key), value)));
  }
  const { config, templateFiles } = inClusterAlertmanager(loopRouting(url), { region: "eu-central-1", secretsFolder });
  const file = await writeConfig(home, onLoopback(config as AlertmanagerFile, url), templateFiles);
  return startCommand(
    alertmanager,
    [
      `--config.file=${file}`,
      `--storage.path=${join(home, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      // Alone: it looks for no others.
      "--cluster.listen-address=",
    ],
    // The SDK that publishes to SNS would refuse Alertmanager's own HTTP client for the sake of a certificate bundle.
    { env: { AWS_CA_BUNDLE: undefined, AWS_PROFILE: undefined }, timeoutSeconds: LIFE_SECONDS, onLine: log },
  );
}

async function startPrometheus({ folder, prometheus, log }: AlertingLoopOptions, url: string, alertmanagerPort: number) {
  const home = join(folder, "prometheus");
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "rules.yaml"), renderPrometheusRules([LOOP_GROUP], { runbookBaseUrl: "https://example.com/" }));
  const config = {
    global: { scrape_interval: "1s", evaluation_interval: "1s", external_labels: { cluster: "loop" } },
    rule_files: [join(home, "rules.yaml")],
    scrape_configs: [{ job_name: "lamps", static_configs: [{ targets: [new URL(url).host], labels: { cluster: "loop" } }] }],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] }] },
  };
  await writeFile(join(home, "prometheus.yaml"), stringify(config));
  return startCommand(
    prometheus,
    [
      `--config.file=${join(home, "prometheus.yaml")}`,
      `--storage.tsdb.path=${join(home, "data")}`,
      `--web.listen-address=127.0.0.1:${await freePort()}`,
      // What fires before the Alertmanager is discovered is lost, and by default sent again after a minute.
      "--rules.alert.resend-delay=1s",
    ],
    { timeoutSeconds: LIFE_SECONDS, onLine: log },
  );
}

async function stopAll(programs: readonly StartedCommand[], service: WatchedService): Promise<void> {
  await Promise.all(programs.map((program) => program.stop()));
  await service.stop();
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + WAIT_SECONDS * 1000;
  while (!(await holds())) {
    if (performance.now() > end) {
      throw new Error(`Within ${WAIT_SECONDS} s it did not happen that ${what}.`);
    }
    await sleep(100);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
