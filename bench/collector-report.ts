import { cpus, totalmem } from "node:os";
import { type LoadSignal, SPANS_PER_TRACE } from "./otlp-request";
import type { SentLoad } from "./otlp-load";

/** Which configuration ran: production's, or the same with the exporters' defaults. */
export type BenchedConfig = "shipped" | "defaults";

/** A rate that was held for some seconds, and what became of it. */
export interface RampStep extends SentLoad {
  readonly perSecond: number;
  /** Items that the collector took and threw away, as it counts them itself. */
  readonly lost: number;
  /** Items that left towards the destination while the step went on. */
  readonly sent: number;
  readonly mebibytes: number;
}

/** The steps of one configuration, the last of which it did not take whole, if any. */
export interface Ramp {
  readonly signal: LoadSignal;
  readonly config: BenchedConfig;
  readonly steps: readonly RampStep[];
}

/** What became of data points whose destination was away. */
export interface Outage {
  readonly config: BenchedConfig;
  readonly perSecond: number;
  readonly seconds: number;
  readonly taken: number;
  readonly refused: number;
  readonly arrived: number;
  readonly mebibytes: number;
}

/** All that was measured. */
export interface CollectorMeasurements {
  readonly ramps: readonly Ramp[];
  readonly outages: readonly Outage[];
  /** Load of the machine before the first step. */
  readonly busyBefore: number;
  readonly podMebibytes: number;
}

const NAMES: Readonly<Record<BenchedConfig, string>> = { shipped: "production's gateway", defaults: "exporter defaults" };
const ITEMS: Readonly<Record<LoadSignal, string>> = { traces: "spans", metrics: "data points" };

/** The chapter about the gateway. */
export function collectorReport({ ramps, outages, busyBefore, podMebibytes }: CollectorMeasurements): string {
  const rows = ramps.map((ramp) => {
    const { perSecond, failed, why } = limitOf(ramp, podMebibytes);
    const peak = Math.max(...ramp.steps.map(({ mebibytes }) => mebibytes));
    return `| ${ITEMS[ramp.signal]} | ${NAMES[ramp.config]} | ${whole(perSecond)} | ${failed} | ${why} | ${peak.toFixed(0)} |`;
  });
  const ratios = (["traces", "metrics"] as const).map((signal) => {
    const [ours, theirs] = (["shipped", "defaults"] as const).map(
      (config) =>
        limitOf(
          ramps.find((ramp) => ramp.signal === signal && ramp.config === config)!,
          podMebibytes,
        ).perSecond,
    );
    return `${(ours! / theirs!).toFixed(2)} for ${ITEMS[signal]}`;
  });
  const left = (["shipped", "defaults"] as const).map((config) => {
    const ramp = ramps.find((each) => each.signal === "metrics" && each.config === config)!;
    const { perSecond } = limitOf(ramp, podMebibytes);
    const taken = ramp.steps.find((step) => step.perSecond === perSecond)!;
    return `${((taken.sent / taken.taken) * 100).toFixed(0)} % from ${NAMES[config]}`;
  });
  const lossRows = outages.map(
    ({ config, taken, refused, arrived, mebibytes }) =>
      `| ${NAMES[config]} | ${whole(taken)} | ${whole(refused)} | ${whole(arrived)} | ${whole(Math.max(0, taken - arrived))} | ${mebibytes.toFixed(0)} |`,
  );
  const cores = cpus().length;
  const busy =
    busyBefore > cores / 4
      ? ` The machine was busy with other work (load ${busyBefore.toFixed(1)} before the first step): the rates are too low, and the ratios are rough.`
      : "";
  const { perSecond, seconds } = outages[0]!;
  return `# Collector: what a gateway takes before it loses

Written by \`npm run bench:collectors\`. The gateway that production ships, with addresses on loopback, against the same collector
with the exporters as they come: no queue, retry or timeout of ours, nothing on disk, processor \`batch\` with its defaults. Both keep
errors, slow traces and a share of the rest, and both are limited as in a pod of ${podMebibytes} MiB. The destination answers after 20 ms.
Senders share the machine's cores with the collector. The rate grows by a quarter; a rate counts as taken when nothing of it was
refused, lost or more than 5 percent late, and the pod would have lived. Traces have ${SPANS_PER_TRACE} spans. Taken and lost is what exporters
dropped, and traces that sampling gave up before it had decided, because it holds only \`num_traces\` of them.

Machine: ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cores} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}.${busy}

| what | configuration | a second, all taken | a second, no more | what happened then | peak MiB |
| --- | --- | ---: | ---: | --- | ---: |
${rows.join("\n")}

Production's gateway against the defaults: ${ratios.join(", ")}. Taken is not sent: of the data
points of the highest rate that was taken there left as many in the step: ${left.join(", ")}. The rest waits,
on disk or in memory: such a rate lasts only as long as there is room.

${seconds} seconds of ${whole(perSecond)} data points a second with a destination that answers 503, then a restart in order, then a
destination that takes everything:

| configuration | points taken | refused | arrived | taken and lost | MiB before the restart |
| --- | ---: | ---: | ---: | ---: | ---: |
${lossRows.join("\n")}
`;
}

/** The highest rate that was taken whole, and what happened at the next. */
function limitOf({ steps }: Ramp, podMebibytes: number): { perSecond: number; failed: string; why: string } {
  const last = steps.at(-1)!;
  const { offered, refused, lost, late, mebibytes, perSecond } = last;
  const percent = (items: number) => `${((items / offered) * 100).toFixed(1)} %`;
  const reasons = [
    ...(refused > 0 ? [`${percent(refused)} refused`] : []),
    ...(lost > 0 ? [`${whole(lost)} taken and lost`] : []),
    ...(late > offered / 20 ? [`${percent(late)} could not be offered in time`] : []),
    ...(mebibytes > podMebibytes ? ["the pod is killed"] : []),
  ];
  return reasons.length === 0
    ? { perSecond, failed: "", why: "the ramp ends here" }
    : { perSecond: steps.at(-2)?.perSecond ?? 0, failed: whole(perSecond), why: reasons.join(", ") };
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
