import { burst, type GroupCases, step } from "../rule-case";
import { page, ticket } from "./labels";

const store = 'apiserver_storage_size_bytes{cluster="c", instance="10.0.0.1:443", storage_cluster_id="etcd-0"}';
const webhook = (code: string) =>
  `apiserver_admission_webhook_request_total{cluster="c", name="policy", code="${code}", operation="CREATE"}`;
const queue = (schema: string) =>
  `apiserver_flowcontrol_current_inqueue_requests{cluster="c", priority_level="workload-low", flow_schema="${schema}"}`;
const deprecated = (removed: string) =>
  `apiserver_requested_deprecated_apis{cluster="c", instance="10.0.0.1:443", group="flowcontrol.apiserver.k8s.io", version="v1beta3", ` +
  `resource="flowschemas", subresource="", removed_release="${removed}"}`;

export const apiServer: GroupCases = {
  group: "api-server",
  alerts: [
    {
      alert: "EtcdStorageAtEksLimit",
      series: { [store]: step(7.6e9, 7.8e9, 20) },
      from: 15,
      until: 30,
      fires: [
        {
          labels: page,
          summary: "The cluster's store is about to become read-only.",
          description: "The store of the control plane holds 7.8GB; EKS refuses every change at 8 GB.",
        },
      ],
      nearMiss: { [store]: "7600000000x90" },
    },
    {
      alert: "EtcdStorageNearEksLimit",
      series: { [store]: step(6.4e9, 6.5e9, 20) },
      from: 25,
      until: 30,
      fires: [
        {
          labels: ticket,
          summary: "The cluster's store is four fifths full.",
          description: "The store of the control plane holds 6.5GB; EKS refuses every change at 8 GB.",
        },
      ],
      nearMiss: { [store]: "6400000000x90" },
    },
    {
      alert: "AdmissionWebhookFailing",
      series: { [webhook("503")]: burst(3, 20), [webhook("200")]: "0x90" },
      from: 21,
      until: 35,
      fires: [
        {
          labels: { ...ticket, name: "policy" },
          summary: "The API server can't reach admission webhook policy.",
          description:
            "Calls of policy have been failing for 10 minutes; objects are refused, or pass unchecked where the webhook fails open.",
        },
      ],
      nearMiss: { [webhook("503")]: "5x90", [webhook("200")]: "0+100x90" },
    },
    {
      alert: "ApiServiceUnavailable",
      series: { 'aggregator_unavailable_apiservice{cluster="c", instance="a", name="v1beta1.metrics.k8s.io"}': step(0, 1, 20) },
      from: 20,
      until: 30,
      fires: [
        {
          labels: { ...ticket, name: "v1beta1.metrics.k8s.io" },
          summary: "API v1beta1.metrics.k8s.io has no server behind it.",
          description:
            "APIService v1beta1.metrics.k8s.io has been unavailable for 10 minutes; no namespace can be deleted meanwhile.",
        },
      ],
      nearMiss: { 'aggregator_unavailable_apiservice{cluster="c", instance="a", name="v1beta1.metrics.k8s.io"}': step(0, 1, 10) },
    },
    {
      alert: "ApiServerRequestsQueued",
      series: { [queue("a")]: step(5, 6, 20), [queue("b")]: "5x90" },
      from: 25,
      until: 30,
      fires: [
        {
          labels: { ...ticket, priority_level: "workload-low" },
          summary: "Requests of priority level workload-low wait in the API server.",
          description: "11 requests of priority level workload-low wait for their turn; some client asks too much.",
        },
      ],
      nearMiss: { [queue("a")]: "5x90", [queue("b")]: "5x90" },
    },
    {
      alert: "DeprecatedApiInUse",
      series: { [deprecated("1.32")]: "0x9 1x69 0x20" },
      from: 70,
      until: 80,
      fires: [
        {
          labels: {
            ...ticket,
            group: "flowcontrol.apiserver.k8s.io",
            version: "v1beta3",
            resource: "flowschemas",
            removed_release: "1.32",
          },
          summary: "flowschemas is asked for in a version that Kubernetes 1.32 removes.",
          description:
            "Some client uses flowschemas of flowcontrol.apiserver.k8s.io/v1beta3, which is gone after the upgrade to 1.32.",
        },
      ],
      // Deprecated, but with no release that removes it.
      nearMiss: { [deprecated("")]: "1x200", [deprecated("1.99")]: "0x200" },
      nearMissMinutes: 150,
    },
  ],
  recordings: [],
};
