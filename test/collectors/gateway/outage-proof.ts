import { setTimeout as sleep } from "node:timers/promises";
import { type Check, check } from "../../engines/tier";
import type { GatewayRun } from "./gateway-run";
import { until } from "./until";

const BATCHES = 20;
const PER_BATCH = 25;
/** How long tail sampling holds a trace in memory, and a little. */
const DECISION_SECONDS = 12;

/** What is sent in one round, by name. */
class Round {
  public readonly traceIds: string[] = [];
  public readonly points: string[] = [];
  public readonly logs: string[] = [];

  public constructor(private readonly name: string) {}

  public async send({ sender }: GatewayRun): Promise<void> {
    for (let batch = 0; batch < BATCHES; batch++) {
      const names = Array.from({ length: PER_BATCH }, (_, index) => `${this.name}-${batch}-${index}`);
      // Failed ones, so that sampling keeps every one.
      this.traceIds.push(...(await sender.traces(names.map((name) => ({ name, failed: true })))));
      await sender.points("outage_points", "point", names);
      await sender.logs(names);
      this.points.push(...names);
      this.logs.push(...names);
    }
  }
}

/**
 * All destinations go away; the gateway takes data, is killed, takes more, is restarted in order, and the destinations come back.
 * Nothing that an application was told had been taken may be missing.
 */
export async function outageChecks(run: GatewayRun): Promise<readonly Check[]> {
  await Promise.all([run.store.down(), run.metrics.down()]);
  const first = new Round("first");
  await first.send(run);
  // Killed before a decision, undecided traces would be gone: they are not on disk. Metrics and logs are, from the answer on.
  await sleep(DECISION_SECONDS * 1000);
  const last = new Round("last");
  await run.endGateway("killed");
  await run.startGateway();
  await last.send(run);
  // In order it decides on what it holds, and keeps that on disk.
  await run.endGateway("in order");
  await run.startGateway();
  await Promise.all([run.store.up(), run.metrics.up()]);

  const sent = {
    spans: [...first.traceIds, ...last.traceIds],
    points: [...first.points, ...last.points],
    "log records": [...first.logs, ...last.logs],
  };
  const arrived = async () => ({
    spans: new Set(run.store.spans().map(({ traceId }) => traceId)),
    points: new Set((await run.metrics.query("last_over_time(outage_points_total[1h])")).map(({ metric }) => metric.point!)),
    "log records": new Set(run.store.logs()),
  });
  const missing = async () => {
    const there = await arrived();
    return Object.entries(sent).map(
      ([what, ids]) => [what, ids.filter((id) => !there[what as keyof typeof there].has(id)).length] as const,
    );
  };
  try {
    await until("everything has arrived", 45, async () => (await missing()).every(([, count]) => count === 0));
  } catch {
    // What is missing is said below.
  }
  return (await missing()).map(([what, count]) =>
    check(
      `an outage of every destination, a kill and a restart lose 0 of ${sent[what as keyof typeof sent].length} ${what}`,
      count === 0,
      `${count} are missing.`,
    ),
  );
}
