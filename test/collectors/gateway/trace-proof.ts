import { type Check, check } from "../../engines/tier";
import type { GatewayRun } from "./gateway-run";
import { SENDER } from "./kubernetes-api";
import type { LinkedSpan } from "./otlp-sender";
import type { ZipkinSpan } from "./trace-store";
import { until } from "./until";

/** A request through two services and a database, which sends no spans itself; the second service fails. */
const REQUEST: readonly LinkedSpan[] = [
  { service: "frontend", name: "get /pay", kind: "server" },
  { service: "frontend", name: "post checkout", kind: "client", parent: "get /pay" },
  { service: "checkout", name: "post /orders", kind: "server", parent: "post checkout", error: "no stock" },
  {
    service: "checkout",
    name: "insert orders",
    kind: "client",
    parent: "post /orders",
    attributes: { "peer.service": "orders-db", "db.system.name": "postgresql" },
  },
];

/** What a person sees in a trace store: services, who called whom, errors, and the service graph that is computed of it. */
export async function traceChecks({ sender, traces }: GatewayRun, cluster: string): Promise<readonly Check[]> {
  const traceId = await sender.request(REQUEST);
  let spans: readonly ZipkinSpan[] = [];
  // A trace is decided ten seconds after its first span, and the last batch leaves a few seconds later.
  await until("Zipkin has the whole request", 30, async () => {
    spans = await traces.trace(traceId);
    return spans.length === REQUEST.length;
  });
  const named = (name: string) => spans.find((span) => span.name === name);
  const services = await traces.services();
  const strayed = REQUEST.filter(({ name, parent, service, kind }) => {
    const span = named(name);
    return (
      span?.localEndpoint?.serviceName !== service ||
      span.kind !== kind.toUpperCase() ||
      span.parentId !== (parent === undefined ? undefined : named(parent)?.id)
    );
  });
  const errors = spans.filter(({ tags }) => tags?.error !== undefined);
  const found = await traces.traces("checkout", "error");
  const failed = named("post /orders")?.tags ?? {};
  const graph = await traces.dependencies();
  const edge = (parent: string, child: string) => graph.find((each) => each.parent === parent && each.child === child);
  return [
    check(
      "Zipkin knows both services",
      ["frontend", "checkout"].every((name) => services.includes(name)),
      services.join(", "),
    ),
    check("every span has its service, its kind and its parent in Zipkin", strayed.length === 0, JSON.stringify(spans)),
    check(
      "the span that failed, and no other, is marked with its error",
      errors.length === 1 && failed.error !== undefined && failed["otel.status_description"] === "no stock",
      JSON.stringify(errors),
    ),
    check(
      "Zipkin finds the request among those of its service with an error",
      found.some((trace) => trace[0]?.traceId === traceId),
      `${found.length} others`,
    ),
    check(
      "its tags say which pod and cluster it is from",
      failed["k8s.pod.name"] === SENDER.pod && failed["k8s.cluster.name"] === cluster,
      JSON.stringify(failed),
    ),
    check(
      "the service graph has the call between the services, with its error",
      edge("frontend", "checkout")?.callCount === 1 && edge("frontend", "checkout")?.errorCount === 1,
      JSON.stringify(graph),
    ),
    check(
      "and the call to the database, which sends no spans",
      edge("checkout", "orders-db")?.callCount === 1,
      JSON.stringify(graph),
    ),
  ];
}
