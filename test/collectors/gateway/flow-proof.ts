import { type Check, check } from "../../engines/tier";
import type { GatewayRun } from "./gateway-run";
import { SENDER } from "./kubernetes-api";
import { until } from "./until";

const CALM_TRACES = 300;

/** What goes through: series with the right labels, and of the traces those with an error, the slow ones, and a share of the others. */
export async function flowChecks(run: GatewayRun, sharePercent: number, cluster: string): Promise<readonly Check[]> {
  await run.sender.points("orders_placed", "country", ["de", "fr"]);
  await run.sender.logs(["order 1 placed"]);
  await run.sender.traces([
    { name: "failed", failed: true },
    { name: "slow", milliseconds: 2500 },
    ...Array.from({ length: CALM_TRACES }, () => ({ name: "calm" })),
  ]);

  await until("orders_placed is in Prometheus", 20, async () => (await run.metrics.query("orders_placed_total")).length === 2);
  const labels = (await run.metrics.query('orders_placed_total{country="de"}'))[0]!.metric;
  const wanted = {
    cluster,
    environment: "production",
    region: "eu-central-1",
    job: "checkout",
    k8s_namespace_name: SENDER.namespace,
    k8s_pod_name: SENDER.pod,
    k8s_deployment_name: SENDER.deployment,
    k8s_node_name: SENDER.node,
  };
  const wrong = Object.entries(wanted).filter(([label, value]) => labels[label] !== value);

  // A trace is decided ten seconds after its first span.
  const names = () => run.store.spans().map(({ name }) => name);
  await until("failed and slow traces are in the store", 25, () =>
    Promise.resolve(names().includes("failed") && names().includes("slow")),
  );
  await until("the log record is in the store", 5, () => Promise.resolve(run.store.logs().includes("order 1 placed")));
  const calm = names().filter((name) => name === "calm").length;
  const expected = (CALM_TRACES * sharePercent) / 100;
  const attributes = run.store.spans().find(({ name }) => name === "failed")!.attributes;
  return [
    check("metrics reach Prometheus with the labels of cluster, environment, region and pod", wrong.length === 0, json(labels)),
    check("the trace with an error is kept", true),
    check("the slow trace is kept", true),
    // Five standard deviations: a run in a million is wrong by chance.
    check(
      `of ${CALM_TRACES} other traces about ${sharePercent} percent are kept`,
      Math.abs(calm - expected) <= 5 * Math.sqrt(expected * (1 - sharePercent / 100)),
      `${calm} were kept.`,
    ),
    check(
      "spans say which pod and cluster they are from",
      attributes["k8s.pod.name"] === SENDER.pod && attributes["k8s.cluster.name"] === cluster,
      json(attributes),
    ),
    check("log records arrive", true),
  ];
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
