import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../core/versions";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { type AgentDocumentProps, agentDocument } from "../tracing/agent-document";
import { CollectorConfig } from "../tracing/collector-config";
import type { KubernetesCollectorImage } from "../tracing/collector-images";
import { collectorChartValues } from "./collector-values";

/** What an `OtelAgent` is made of. */
export interface OtelAgentProps extends AgentDocumentProps {
  /** Namespace of the release and its service. */
  readonly namespace: string;
  /**
   * Distribution of the collector.
   * @default "contrib"
   */
  readonly image?: KubernetesCollectorImage;
  /**
   * Name of the release, the service and the service account: applications send to `http://<name>.<namespace>:4318`, which leads to the
   * agent of their own node.
   * @default "otel-agent"
   */
  readonly releaseName?: string;
  /**
   * Whether a ServiceMonitor for the agents' own metrics is created. Needs the custom resource definitions of the Prometheus operator.
   * @default false
   */
  readonly serviceMonitor?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the release, such as the gateway.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines OpenTelemetry Collectors as agents, one on each node. They need no rights in AWS: everything goes to the gateway, an
 * `OtelCollector`. What an agent can't send waits in memory; applications keep what an agent refuses for as long as their SDKs do.
 */
export class OtelAgent extends Construct {
  /** The release. */
  public readonly chart: HelmChart;
  /** The configuration that the agents run. */
  public readonly config: CollectorConfig;
  /** Where applications send OTLP over HTTP. */
  public readonly otlpHttpEndpoint: string;
  /** Where applications send OTLP over gRPC. */
  public readonly otlpGrpcEndpoint: string;

  /** @throws ValidationError when the image lacks a component that is asked for, or a job is there twice */
  public constructor(scope: Construct, id: string, props: OtelAgentProps) {
    super(scope, id);
    const { namespace, image = "contrib", releaseName = "otel-agent" } = props;
    this.config = new CollectorConfig({ name: this.node.path, image, role: "agent", document: agentDocument(props) });
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.opentelemetryCollector,
      namespace,
      releaseName,
      values: mergeChartValues(
        collectorChartValues(this.config, {
          name: releaseName,
          mode: "daemonset",
          serviceMonitor: props.serviceMonitor ?? false,
          memory: "256Mi",
        }),
        agentValues(props),
        props.values,
      ),
      dependsOn: props.dependsOn,
    });
    this.otlpHttpEndpoint = `http://${releaseName}.${namespace}:4318`;
    this.otlpGrpcEndpoint = `http://${releaseName}.${namespace}:4317`;
  }
}

const fromPod = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });

function agentValues({ podLogs = false, hostMetrics = false }: OtelAgentProps): ChartValues {
  const mounts = [
    ...(hostMetrics ? [{ name: "node", path: "/", mountPath: "/hostfs", readOnly: true }] : []),
    ...(podLogs ? [{ name: "logs", path: "/var/log", mountPath: "/var/log", readOnly: true }] : []),
    ...(podLogs ? [{ name: "positions", path: "/var/lib/otel-agent", mountPath: "/var/lib/otelcol", readOnly: false }] : []),
  ];
  return {
    extraEnvs: [fromPod("K8S_NODE_NAME", "spec.nodeName"), fromPod("POD_NAME", "metadata.name")],
    // Log files and their positions belong to root.
    ...(podLogs && { securityContext: { runAsUser: 0 } }),
    // The chart's service of a daemonset leads to the agent of the same node (internalTrafficPolicy Local).
    service: { enabled: true },
    tolerations: [{ operator: "Exists" }],
    ...(mounts.length > 0 && {
      extraVolumes: mounts.map(({ name, path }) => ({ name, hostPath: { path, type: "DirectoryOrCreate" } })),
      extraVolumeMounts: mounts.map(({ name, mountPath, readOnly }) => ({ name, mountPath, readOnly })),
    }),
  };
}
