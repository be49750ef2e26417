import { Duration } from "../../constructs/core/duration";
import type { AlertRule } from "../rule";

const OWNER = "platform";

/** Alerts about the control plane as EKS shows it; its availability and latency are objectives, see `rules/slo`. */
export const apiServerAlerts: readonly AlertRule[] = [
  {
    alert: "EtcdStorageAtEksLimit",
    // EKS makes the store read-only at 8 GB. @see EKS best practices, etcd database size (read 2026-11)
    expr: "max by (cluster) (apiserver_storage_size_bytes) > 7.6e9",
    for: Duration.minutes(5),
    severity: "page",
    owner: OWNER,
    summary: "The cluster's store is about to become read-only.",
    description: "The store of the control plane holds {{ $value | humanize }}B; EKS refuses every change at 8 GB.",
  },
  {
    alert: "EtcdStorageNearEksLimit",
    expr: "max by (cluster) (apiserver_storage_size_bytes) > 6.4e9",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "The cluster's store is four fifths full.",
    description: "The store of the control plane holds {{ $value | humanize }}B; EKS refuses every change at 8 GB.",
  },
  {
    alert: "AdmissionWebhookFailing",
    expr: 'sum by (cluster, name) (rate(apiserver_admission_webhook_request_total{code=~"5.."}[5m])) > 0',
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "The API server can't reach admission webhook {{ $labels.name }}.",
    description:
      "Calls of {{ $labels.name }} have been failing for 10 minutes; objects are refused, or pass unchecked where the webhook fails open.",
  },
  {
    alert: "ApiServiceUnavailable",
    expr: "max by (cluster, name) (aggregator_unavailable_apiservice) == 1",
    for: Duration.minutes(10),
    severity: "ticket",
    owner: OWNER,
    summary: "API {{ $labels.name }} has no server behind it.",
    description: "APIService {{ $labels.name }} has been unavailable for 10 minutes; no namespace can be deleted meanwhile.",
  },
  {
    alert: "ApiServerRequestsQueued",
    expr: "sum by (cluster, priority_level) (apiserver_flowcontrol_current_inqueue_requests) > 10",
    for: Duration.minutes(15),
    severity: "ticket",
    owner: OWNER,
    summary: "Requests of priority level {{ $labels.priority_level }} wait in the API server.",
    description:
      "{{ $value }} requests of priority level {{ $labels.priority_level }} wait for their turn; some client asks too much.",
  },
  {
    alert: "DeprecatedApiInUse",
    expr:
      "max by (cluster, group, version, resource, removed_release) " +
      '(apiserver_requested_deprecated_apis{removed_release!=""}) == 1',
    for: Duration.hours(1),
    severity: "ticket",
    owner: OWNER,
    summary: "{{ $labels.resource }} is asked for in a version that Kubernetes {{ $labels.removed_release }} removes.",
    description:
      "Some client uses {{ $labels.resource }} of {{ $labels.group }}/{{ $labels.version }}, which is gone after the upgrade to " +
      "{{ $labels.removed_release }}.",
  },
];
