import { Duration } from "../constructs/core/duration";
import { apiServerAlerts } from "./alerts/api-server";
import { certificateAlerts } from "./alerts/certificates";
import { clusterAlerts } from "./alerts/cluster";
import { clusterAutoscalerAlerts } from "./alerts/cluster-autoscaler";
import { costAlerts } from "./alerts/cost";
import { deadMansSwitchAlerts } from "./alerts/dead-mans-switch";
import { exporterAlerts } from "./alerts/exporters";
import { fluentBitAlerts } from "./alerts/fluent-bit";
import { karpenterAlerts } from "./alerts/karpenter";
import { monitoringAlerts } from "./alerts/monitoring";
import { nodeAlerts } from "./alerts/nodes";
import { otelCollectorAlerts } from "./alerts/otel-collector";
import { sampleAppAlerts } from "./alerts/sample-app";
import { storageAlerts } from "./alerts/storage";
import { valkeyAlerts } from "./alerts/valkey";
import { workloadAlerts } from "./alerts/workloads";
import { clusterRecordings } from "./recording/cluster";
import { costRecordings } from "./recording/cost";
import { nodeRecordings } from "./recording/nodes";
import { workloadRecordings } from "./recording/workloads";
import type { Rule, RuleGroup } from "./rule";
import type { ScrapeJob } from "./scrape-job";
import { apiServerAvailability, apiServerLatency } from "./slo/api-server";
import type { Slo } from "./slo/define-slo";
import { shipItAvailability, shipItLatency } from "./slo/sample-app";

/** A group of ours, which knows what it needs. */
export interface ShippedRuleGroup extends RuleGroup {
  /** The scrape jobs whose series the rules read; where one of them is not there, the group stays out. */
  readonly reads: readonly ScrapeJob[];
}

/** The promises about services. */
export const slos: readonly Slo[] = [apiServerAvailability, apiServerLatency, shipItAvailability, shipItLatency];

/** The dead man's switch; for environments whose routes keep it away from people. */
export const deadMansSwitch = group("dead-mans-switch", [], deadMansSwitchAlerts);

/** Every rule group that there is, whether or not an environment scrapes what it reads; recordings before the alerts that read them. */
export const allRuleGroups: readonly ShippedRuleGroup[] = [
  group("cluster", ["coredns", "kube-state-metrics"], [...clusterRecordings, ...clusterAlerts]),
  group("nodes", ["kube-state-metrics", "node-exporter", "targets"], [...nodeRecordings, ...nodeAlerts]),
  group("workloads", ["cadvisor", "kube-state-metrics"], [...workloadRecordings, ...workloadAlerts]),
  group("api-server", ["apiserver"], apiServerAlerts),
  group("storage", ["kube-state-metrics", "kubelet"], storageAlerts),
  group("fluent-bit", ["fluent-bit"], fluentBitAlerts),
  group("otel-collector", ["otel-collector"], otelCollectorAlerts),
  group("exporters", ["cadvisor", "kube-state-metrics"], exporterAlerts),
  group("monitoring", ["alertmanager", "prometheus", "prometheus-operator"], monitoringAlerts),
  group("cost", ["fluent-bit", "prometheus", "targets"], [...costRecordings, ...costAlerts]),
  sloGroup(apiServerAvailability, ["apiserver"]),
  sloGroup(apiServerLatency, ["apiserver"]),
  deadMansSwitch,
  group("cluster-autoscaler", ["cluster-autoscaler"], clusterAutoscalerAlerts),
  group("karpenter", ["karpenter"], karpenterAlerts),
  group("certificates", ["cert-manager"], certificateAlerts),
  group("valkey", ["valkey"], valkeyAlerts),
  group("sample-app", ["sample-app"], sampleAppAlerts),
  sloGroup(shipItAvailability, ["sample-app"]),
  sloGroup(shipItLatency, ["sample-app"]),
];

/** The groups that find all the series they read where these jobs are scraped; without the dead man's switch. */
export function ruleGroupsFor(scraped: readonly ScrapeJob[]): readonly ShippedRuleGroup[] {
  return allRuleGroups.filter((each) => each !== deadMansSwitch && each.reads.every((job) => scraped.includes(job)));
}

function group(name: string, reads: readonly ScrapeJob[], rules: readonly Rule[]): ShippedRuleGroup {
  return { name, interval: Duration.seconds(60), reads, rules };
}

function sloGroup({ props, recordings, alerts }: Slo, reads: readonly ScrapeJob[]): ShippedRuleGroup {
  return group(`slo-${props.slo}`, reads, [...recordings, ...alerts]);
}
