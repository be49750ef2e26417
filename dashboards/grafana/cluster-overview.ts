import { DashboardBuilder, RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { NODE_CPU_UTILISATION } from "../../rules/recording/nodes";
import { singleValue } from "../panels/single-value";
import { timeSeries } from "../panels/time-series";
import { dataSourceVariable, labelVariable } from "../panels/variables";
import type { DashboardSource } from "./dashboard";

const inCluster = 'cluster=~"$cluster"';

/** The first look at a cluster: is everything there, how full are the nodes, which namespaces use it. */
export const clusterOverview: DashboardSource = {
  name: "cluster-overview",
  build: () =>
    new DashboardBuilder("Cluster overview")
      .description("Nodes, pods and what they use. Start here, then follow the alert's runbook.")
      .tags(["eks-observability"])
      .time({ from: "now-3h", to: "now" })
      .refresh("1m")
      .withVariable(dataSourceVariable())
      .withVariable(labelVariable("cluster", "kube_node_info", "Cluster"))
      .withRow(new RowBuilder("Is everything there?"))
      .withPanel(
        singleValue({
          title: "Nodes",
          description: "Nodes that the Kubernetes API knows.",
          expr: `count(kube_node_info{${inCluster}})`,
          unit: "short",
        }),
      )
      .withPanel(
        singleValue({
          title: "Nodes not ready",
          description: "Nodes whose kubelet does not report as ready.",
          expr: `sum(kube_node_status_condition{${inCluster}, condition="Ready", status=~"false|unknown"})`,
          unit: "short",
          badFrom: 1,
        }),
      )
      .withPanel(
        singleValue({
          title: "Pods running",
          description: "Pods in phase Running.",
          expr: `sum(kube_pod_status_phase{${inCluster}, phase="Running"})`,
          unit: "short",
        }),
      )
      .withPanel(
        singleValue({
          title: "Pods pending",
          description: "Pods that wait for a node or an image.",
          expr: `sum(kube_pod_status_phase{${inCluster}, phase="Pending"})`,
          unit: "short",
          badFrom: 1,
        }),
      )
      .withRow(new RowBuilder("Nodes"))
      .withPanel(
        timeSeries({
          title: "Processor use by node",
          description: "Share of all cores; above 90 % the alert NodeCPUUsage fires.",
          expr: `${NODE_CPU_UTILISATION}{${inCluster}}`,
          legend: "{{instance}}",
          unit: "percentunit",
          max: 1,
        }),
      )
      .withPanel(
        timeSeries({
          title: "Memory use by node",
          description: "Share of the memory that can't be freed without hurting a process.",
          expr: `1 - node_memory_MemAvailable_bytes{${inCluster}} / node_memory_MemTotal_bytes{${inCluster}}`,
          legend: "{{instance}}",
          unit: "percentunit",
          max: 1,
        }),
      )
      .withPanel(
        timeSeries({
          title: "File systems in use",
          description: "Share of each file system that is used; a full root disk evicts pods.",
          expr:
            `1 - node_filesystem_avail_bytes{${inCluster}, fstype=~"ext4|xfs"} ` +
            `/ node_filesystem_size_bytes{${inCluster}, fstype=~"ext4|xfs"}`,
          legend: "{{instance}} {{mountpoint}}",
          unit: "percentunit",
          max: 1,
        }),
      )
      .withPanel(
        timeSeries({
          title: "Network sent by node",
          description: "Bytes per second over all devices but the loopback and the pods' own.",
          expr:
            "sum by (cluster, instance) " +
            `(rate(node_network_transmit_bytes_total{${inCluster}, device!~"lo|veth.*|eni.*"}[$__rate_interval]))`,
          legend: "{{instance}}",
          unit: "Bps",
        }),
      )
      .withRow(new RowBuilder("Workloads"))
      .withPanel(
        timeSeries({
          title: "Processor use by namespace",
          description: "Cores in use, averaged over the last minutes.",
          expr:
            "sum by (cluster, namespace) " +
            `(rate(container_cpu_usage_seconds_total{${inCluster}, container!="", image!=""}[$__rate_interval]))`,
          legend: "{{namespace}}",
          unit: "short",
        }),
      )
      .withPanel(
        timeSeries({
          title: "Memory by namespace",
          description: "Working set: what the kernel counts before it kills a container for memory.",
          expr: "sum by (cluster, namespace) " + `(container_memory_working_set_bytes{${inCluster}, container!="", image!=""})`,
          legend: "{{namespace}}",
          unit: "bytes",
        }),
      )
      .withPanel(
        timeSeries({
          title: "Container restarts by namespace",
          description: "Restarts in the last hour; a steady line is a crash loop.",
          expr: `sum by (cluster, namespace) (increase(kube_pod_container_status_restarts_total{${inCluster}}[1h]))`,
          legend: "{{namespace}}",
          unit: "short",
        }),
      ),
};
