import { describe, expect, it } from "vitest";
import { agentDocument, type AgentDocumentProps } from "../../../constructs/tracing/agent-document";
import { collectorFaults } from "../../../constructs/tracing/collector-faults";

const props: AgentDocumentProps = { clusterName: "demo", gateway: { service: "gateway", namespace: "observability" } };
const document = (change: Partial<AgentDocumentProps> = {}) => agentDocument({ ...props, ...change });

describe("agentDocument", () => {
  it.each<[string, Partial<AgentDocumentProps>]>([
    ["as little as possible", { scrapeAnnotatedPods: false }],
    ["annotated pods", {}],
    ["everything", { balanceByTrace: true, hostMetrics: true, kubeletMetrics: true, podLogs: true, targetAllocator: "http://a" }],
  ])("is whole with %s", (_name, change) => {
    expect(collectorFaults(document(change), { image: "contrib", role: "agent" })).toEqual([]);
  });

  it("runs on ADOT with annotated pods and logs", () => {
    expect(collectorFaults(document({ podLogs: true, balanceByTrace: true }), { image: "adot", role: "agent" })).toEqual([]);
  });

  it("sends all spans of a trace to one pod of the gateway when asked", () => {
    const { exporters, service } = document({ balanceByTrace: true });
    expect(service.pipelines.traces!.exporters).toEqual(["load_balancing"]);
    expect(exporters.load_balancing).toMatchObject({
      routing_key: "traceID",
      resolver: { k8s: { service: "gateway.observability", ports: [4317] } },
    });
    expect(document().service.pipelines.traces!.exporters).toEqual(["otlp_grpc/gateway"]);
  });

  it("scrapes annotated pods of its own node only, every 30 seconds", () => {
    const [job] = document().receivers.prometheus!.config!.scrape_configs;
    expect(job!.scrape_interval).toBe("30s");
    expect(job!.kubernetes_sd_configs![0]!.selectors).toEqual([{ role: "pod", field: "spec.nodeName=${env:K8S_NODE_NAME}" }]);
    const actions = job!.relabel_configs!.map(({ action, regex }) => `${action} ${regex ?? ""}`);
    expect(actions[0]).toBe("keep true");
    // The collector expands a single dollar sign.
    expect(JSON.stringify(job)).not.toMatch(/[^$]\$\d/);
  });

  it("never replaces what an application says of itself", () => {
    expect(document({ detectors: ["env", "ec2"] }).processors.resource_detection).toMatchObject({
      detectors: ["env", "ec2"],
      override: false,
    });
  });

  it("refuses two jobs of one name", () => {
    const job = { job_name: "annotated-pods" };
    expect(() => document({ scrapeJobs: [job] })).toThrow(/scrapeJobs has a job twice; got "annotated-pods"/);
    expect(() => document({ scrapeAnnotatedPods: false, scrapeJobs: [job] })).not.toThrow();
  });
});
