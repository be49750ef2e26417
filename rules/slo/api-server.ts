import { defineSlo } from "./define-slo";

/** Requests that end by themselves: watches and connections into pods last as long as the client likes. */
const SHORT = 'verb!~"CONNECT|WATCH"';

/** The API server answers. EKS promises 99.95 % a month for the endpoint, errors of single requests not counted. */
export const apiServerAvailability = defineSlo({
  name: "ApiServerAvailability",
  slo: "apiserver-availability",
  service: "API server",
  bad: "end with an error of the server",
  objective: 0.999,
  sli: { total: `apiserver_request_total{${SHORT}}`, bad: `apiserver_request_total{${SHORT}, code=~"5.."}` },
  owner: "platform",
});

/** Changes and single objects; lists of a large cluster may take their time. */
const QUICK = 'verb=~"DELETE|GET|PATCH|POST|PUT"';

/** The API server answers within a second, as Kubernetes' own objectives have it; the time of webhooks is not counted. */
export const apiServerLatency = defineSlo({
  name: "ApiServerLatency",
  slo: "apiserver-latency",
  service: "API server",
  bad: "take longer than a second",
  objective: 0.99,
  sli: {
    total: `apiserver_request_sli_duration_seconds_count{${QUICK}}`,
    // Prometheus 3 writes the bound of a bucket as a float.
    good: `apiserver_request_sli_duration_seconds_bucket{${QUICK}, le=~"1(\\\\.0)?"}`,
  },
  owner: "platform",
});
