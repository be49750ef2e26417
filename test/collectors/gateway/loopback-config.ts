import { isMap, type ChartValue, type ChartValues } from "../../../constructs/helm/chart-values";

/** Where the parts of a gateway listen and send in a test. */
export interface LoopbackPorts {
  readonly grpc: number;
  readonly http: number;
  readonly health: number;
  readonly metrics: number;
  /** The other end of the queue in front of remote write. */
  readonly queue: number;
}

/** The destinations of a gateway in a test. */
export interface LoopbackDestinations {
  /** Takes remote write. */
  readonly remoteWrite: string;
  /** Take OTLP over HTTP, as AWS's endpoints do. */
  readonly traces: string;
  readonly logs: string;
}

/**
 * A shipped configuration that runs on this machine. Only addresses change: the pod's own to loopback, the usual ports to free ones,
 * AWS's endpoints to servers of the test, the volume to a folder; and the Kubernetes API is found by a file. Components, their order,
 * queues, retries, signatures and policies are those that a cluster gets.
 */
export function onLoopback(
  config: ChartValues,
  ports: LoopbackPorts,
  destinations: LoopbackDestinations,
  folder: string,
): ChartValues {
  const own = "${env:MY_POD_IP}";
  const moved: Readonly<Record<string, string>> = {
    [`${own}:4317`]: `127.0.0.1:${ports.grpc}`,
    [`${own}:4318`]: `127.0.0.1:${ports.http}`,
    [`${own}:13133`]: `127.0.0.1:${ports.health}`,
    "127.0.0.1:14317": `127.0.0.1:${ports.queue}`,
    "/var/lib/otelcol": folder,
  };
  const replaced = everywhere(config, (key, value) => {
    if (typeof value === "string") {
      return moved[value] ?? (value === own ? "127.0.0.1" : value);
    }
    return key === "port" && value === 8888 ? ports.metrics : value;
  }) as ChartValues;
  const at = (kind: string, id: string, settings: ChartValues): void => {
    const components = replaced[kind] as Record<string, ChartValues>;
    const before = components[id];
    if (!isMap(before)) {
      throw new Error(`The shipped configuration has no ${id} among its ${kind}.`);
    }
    components[id] = { ...before, ...settings };
  };
  at("exporters", "prometheus_remote_write/amp", { endpoint: destinations.remoteWrite });
  at("exporters", "otlp_http/xray", { traces_endpoint: destinations.traces });
  at("exporters", "otlp_http/logs", { logs_endpoint: destinations.logs });
  at("processors", "k8s_attributes", { auth_type: "kubeConfig" });
  return replaced;
}

function everywhere(value: ChartValue, change: (key: string, value: ChartValue) => ChartValue, key = ""): ChartValue {
  if (Array.isArray(value)) {
    return value.map((item: ChartValue) => everywhere(item, change, key));
  }
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, everywhere(item, change, name)]))
    : change(key, value);
}
