import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endAllCommands } from "../test/engines/command";
import { isMissing, provideEngine } from "../test/engines/engine";
import { otelcol } from "../test/engines/otelcol";
import { CACHE_FOLDER } from "../test/engines/project-folder";
import { collectorConfigs } from "../test/plan/collector-configs";
import { synthesisedEnvironments } from "../test/plan/synthesised-environments";
import { withExporterDefaults, withPodMemory } from "./collector-defaults";
import { type BenchedConfig, collectorReport, type Outage, type Ramp, type RampStep } from "./collector-report";
import { type CollectorFigures, CollectorUnderLoad } from "./collector-under-load";
import { offer } from "./otlp-load";
import type { LoadSignal } from "./otlp-request";
import { writeResults } from "./results-file";

/** Memory of the gateway's pod in `OtelCollector`. */
const POD_MEBIBYTES = 1024;
const FIRST_RATE: Readonly<Record<LoadSignal, number>> = { traces: 12_000, metrics: 40_000 };
const FACTOR = 1.25;
const STEPS = 8;
const STEP_SECONDS: Readonly<Record<LoadSignal, number>> = { traces: 5, metrics: 4 };
const OUTAGE = { perSecond: 10_000, seconds: 12 };

/** Measures where production's gateway begins to lose or refuse, and the same with default exporters; writes a chapter of the results. */
async function main(): Promise<void> {
  const busyBefore = loadavg()[0]!;
  const found = await provideEngine(otelcol, console.log);
  if (isMissing(found)) {
    throw new Error(`The collector can't be had: ${found.reason}.`);
  }
  const shipped = collectorConfigs((await synthesisedEnvironments()).production!);
  const gateway = shipped.find(({ config }) => "prometheus_remote_write/amp" in (config.exporters as object));
  if (gateway === undefined) {
    throw new Error("Production ships no gateway that writes to AMP.");
  }
  const ours = withPodMemory(gateway.config, POD_MEBIBYTES);
  const variants = { shipped: ours, defaults: withExporterDefaults(ours) };
  const started = async <T>(name: BenchedConfig, measure: (collector: CollectorUnderLoad) => Promise<T>): Promise<T> => {
    const collector = await CollectorUnderLoad.start(variants[name], {
      otelcol: found.path,
      folder: join(CACHE_FOLDER, "collector-bench"),
      extraArgs: name === "shipped" ? gateway.args : [],
      mebibytes: POD_MEBIBYTES,
    });
    try {
      return await measure(collector);
    } finally {
      await collector.stop();
    }
  };

  const ramps: Ramp[] = [];
  const outages: Outage[] = [];
  for (const signal of ["traces", "metrics"] as const) {
    for (const config of ["shipped", "defaults"] as const) {
      ramps.push({ signal, config, steps: await started(config, (collector) => ramp(collector, signal)) });
    }
  }
  for (const config of ["shipped", "defaults"] as const) {
    outages.push({ config, ...OUTAGE, ...(await started(config, outage)) });
  }
  const text = collectorReport({ ramps, outages, busyBefore, podMebibytes: POD_MEBIBYTES });
  writeResults(text);
  console.log(`\n${text}`);
}

/** Offers more and more, until something is lost, refused or late, or the pod would have been killed. */
async function ramp(collector: CollectorUnderLoad, signal: LoadSignal): Promise<readonly RampStep[]> {
  const steps: RampStep[] = [];
  let before = await collector.figures();
  for (let index = 0, perSecond = FIRST_RATE[signal]; index < STEPS; index++, perSecond = Math.round(perSecond * FACTOR)) {
    const load = await offer(collector.port, signal, perSecond, STEP_SECONDS[signal]);
    const after = await collector.figures();
    const step: RampStep = {
      perSecond,
      ...load,
      lost: after.lost - before.lost,
      sent: after.sent - before.sent,
      mebibytes: after.mebibytes,
    };
    console.log(JSON.stringify({ signal, ...step }));
    steps.push(step);
    before = after;
    if (step.refused + step.lost > 0 || step.late > step.offered / 20 || step.mebibytes > POD_MEBIBYTES) {
      break;
    }
  }
  return steps;
}

/** The destination is away, the collector is restarted in it, and the destination comes back: what arrives of the points that were taken. */
async function outage(collector: CollectorUnderLoad): Promise<Omit<Outage, "config" | "perSecond" | "seconds">> {
  collector.destinationIsAway(true);
  const { taken, refused, late } = await offer(collector.port, "metrics", OUTAGE.perSecond, OUTAGE.seconds);
  const { mebibytes, sent } = await collector.figures();
  await collector.restart();
  collector.destinationIsAway(false);
  let figures: CollectorFigures | undefined;
  // Retries wait for up to half a minute.
  for (const end = performance.now() + 20_000; performance.now() < end && sent + (figures?.sent ?? 0) < taken;) {
    await sleep(500);
    figures = await collector.figures();
  }
  const arrived = sent + (figures?.sent ?? 0);
  console.log(JSON.stringify({ outage: true, taken, refused, late, arrived, mebibytes }));
  return { taken, refused: refused + late, arrived, mebibytes };
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void endAllCommands().then(() => process.exit(130));
  });
}

void main();
