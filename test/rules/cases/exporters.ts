import type { GroupCases } from "../rule-case";

const cpu = (container: string) =>
  `container_cpu_usage_seconds_total{cluster="c", namespace="shop", pod="web-1", container="${container}"}`;

export const exporters: GroupCases = {
  group: "exporters",
  alerts: [
    {
      alert: "KubeStateMetricsAbsent",
      // The lookback of 5 minutes still finds the last sample.
      series: { 'kube_node_info{cluster="c", node="node-1"}': "1x9 _x40 1x20" },
      from: 25,
      until: 50,
      fires: [
        {
          labels: { severity: "page", owner: "platform" },
          summary: "Nothing is known about the cluster's objects.",
          description:
            "No series of kube-state-metrics has arrived for 10 minutes; every alert about nodes, workloads and claims is blind.",
        },
      ],
      nearMiss: { 'kube_node_info{cluster="c", node="node-1"}': "1x9 _x14 1x70" },
    },
    {
      alert: "CadvisorMetricsAbsent",
      series: { [cpu("web")]: "1x9 _x40 1x20", [cpu("")]: "1x90" },
      from: 30,
      until: 50,
      fires: [
        {
          labels: { severity: "page", owner: "platform" },
          summary: "Nothing is known about the containers' use of the nodes.",
          description: "No series of cAdvisor has arrived for 15 minutes; the kubelets can't be scraped.",
        },
      ],
      nearMiss: { [cpu("web")]: "1x90" },
    },
  ],
  recordings: [],
};
