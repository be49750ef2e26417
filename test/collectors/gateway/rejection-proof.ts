import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { otelCollectorAlerts } from "../../../rules/alerts/otel-collector";
import { type Check, check } from "../../engines/tier";
import type { GatewayRun } from "./gateway-run";
import { until } from "./until";

/** Destinations that refuse what they get: the gateway counts it, and the alert's expression is true on what Prometheus scraped. */
export async function rejectionChecks(run: GatewayRun): Promise<readonly Check[]> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(400).end("no");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run.endGateway("in order");
    await run.startGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { expr } = otelCollectorAlerts.find(({ alert }) => alert === "OtelCollectorExportFailing")!;
    const failing = async () => new Set((await run.metrics.query(expr)).map(({ metric }) => metric.exporter!));
    const wanted = ["otlp_http/logs", "prometheus_remote_write/amp"];
    // A counter that appears with its first failure has no rate yet: it goes on until Prometheus has seen it grow.
    try {
      await until("the alert's expression is true", 20, async () => {
        await run.sender.logs(["refused"]);
        await run.sender.points("refused_points", "kind", ["any"]);
        await sleep(500);
        const names = await failing();
        return wanted.every((name) => names.has(name));
      });
    } catch {
      // What is missing is said below.
    }
    const after = await failing();
    return [
      ...wanted.map((exporter) =>
        check(
          `OtelCollectorExportFailing is true for ${exporter}, whose destination refuses everything`,
          after.has(exporter),
          `It is true for ${[...after].join(", ") || "nothing"}.`,
        ),
      ),
      check("and for no exporter that works", !after.has("otlp_http/xray"), [...after].join(", ")),
    ];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
