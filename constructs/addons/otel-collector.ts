import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import { CHARTS, IMAGES } from "../core/versions";
import type { IClusterRef } from "../eks/cluster-ref";
import { type ChartValues, mergeChartValues, templateLiteralDeep } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { PodRole } from "../iam/pod-role";
import type { PolicyStatement } from "../iam/policy-document";
import { awsOtlpConfig } from "../tracing/aws-otlp-config";
import type { CollectorDocument } from "../tracing/collector-document";
import { imageFaults } from "../tracing/collector-image-faults";
import { COLLECTOR_IMAGES } from "../tracing/collector-images";
import { pipelineFaults } from "../tracing/collector-pipelines";

/** What an `OtelCollector` is made of. */
export interface OtelCollectorProps {
  /** The cluster whose pods get the role; its name marks metrics and spans. */
  readonly cluster: IClusterRef;
  /** Region that the collector sends to; must be known, because it decides the host names. */
  readonly region: string;
  /** Name of the role that the pods get, at most 64 characters. */
  readonly roleName: string;
  /** Namespace of the release and its service. */
  readonly namespace: string;
  /**
   * The AMP workspace that metrics are written to.
   * @default - metrics are not received
   */
  readonly workspace?: RemoteWriteTarget;
  /**
   * Whether traces are received and sent to X-Ray, which needs Transaction Search in the account.
   * @default true
   */
  readonly traces?: boolean;
  /**
   * Labels of every metric besides `cluster` and `region`.
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Another configuration than the default one; the role keeps following `workspace` and `traces`.
   * @default - OTLP to AMP and X-Ray, see `awsOtlpConfig`
   */
  readonly config?: CollectorDocument;
  /**
   * Name of the release, the service and the service account: applications send to `http://<name>.<namespace>:4318`.
   * @default "otel-collector"
   */
  readonly releaseName?: string;
  /**
   * Pods, 1 to 50.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Whether Helm creates the namespace when it is missing.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Whether a ServiceMonitor for the collector's own metrics is created. Needs the custom resource definitions of the Prometheus operator.
   * @default false
   */
  readonly serviceMonitor?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the release, besides the role.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** An AMP workspace as its writers know it; both may be tokens. */
export interface RemoteWriteTarget {
  /** ARN of the workspace. */
  readonly workspaceArn: string;
  /** URL that ends in `/api/v1/remote_write`. */
  readonly remoteWriteUrl: string;
}

/**
 * Defines an OpenTelemetry Collector that applications send OTLP to, as a deployment behind a service. The chart's default
 * configuration is not merged in: the collector runs exactly the configuration that was checked.
 */
export class OtelCollector extends Construct {
  /** The role of the pods. */
  public readonly role: PodRole;
  /** The release. */
  public readonly chart: HelmChart;
  /** The configuration that the collector runs. */
  public readonly config: CollectorDocument;
  /** Where applications send OTLP over HTTP. */
  public readonly otlpHttpEndpoint: string;
  /** Where applications send OTLP over gRPC. */
  public readonly otlpGrpcEndpoint: string;

  /** @throws ValidationError when the configuration would not start, or replicas are out of range */
  public constructor(scope: Construct, id: string, props: OtelCollectorProps) {
    super(scope, id);
    const { cluster, namespace, workspace, releaseName = "otel-collector", replicas = 2 } = props;
    this.config =
      props.config ??
      awsOtlpConfig({
        region: props.region,
        clusterName: cluster.clusterName,
        externalLabels: props.externalLabels,
        remoteWriteUrl: workspace?.remoteWriteUrl,
        traces: props.traces,
      });
    throwFaults(`collector "${this.node.path}"`, [
      ...wholeNumberFaults("replicas", replicas, 1, 50, "pods"),
      ...imageFaults(this.config, "contrib", COLLECTOR_IMAGES.contrib.upstream),
      ...pipelineFaults(this.config),
    ]);

    this.role = new PodRole(this, "Role", {
      roleName: props.roleName,
      description: "Lets the OpenTelemetry Collector write metrics and traces",
      clusterName: cluster.clusterName,
      namespace,
      serviceAccount: releaseName,
      statements: statements(workspace, props.traces ?? true),
    });
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.opentelemetryCollector,
      namespace,
      releaseName,
      createNamespace: props.createNamespace,
      values: mergeChartValues(collectorValues(releaseName, replicas, this.config, props.serviceMonitor ?? false), props.values),
      dependsOn: [...this.role.dependables, ...(props.dependsOn ?? [])],
    });
    this.otlpHttpEndpoint = `http://${releaseName}.${namespace}:4318`;
    this.otlpGrpcEndpoint = `http://${releaseName}.${namespace}:4317`;
  }
}

function statements(workspace: RemoteWriteTarget | undefined, traces: boolean): PolicyStatement[] {
  return [
    ...(workspace === undefined
      ? []
      : [{ sid: "WriteMetrics", actions: ["aps:RemoteWrite"], resources: [workspace.workspaceArn] }]),
    ...(traces
      ? [
          {
            sid: "WriteTraces",
            actions: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
            resources: ["*"],
            anyResourceReason:
              "X-Ray has no resource-level permissions for these actions (Service Authorization Reference, read 2026-11).",
          },
        ]
      : []),
  ];
}

function collectorValues(name: string, replicas: number, config: CollectorDocument, serviceMonitor: boolean) {
  return {
    fullnameOverride: name,
    mode: "deployment",
    image: { repository: IMAGES.opentelemetryCollector.repository, tag: IMAGES.opentelemetryCollector.tag },
    replicaCount: replicas,
    serviceAccount: { create: true, name },
    // The chart merges `config` with receivers that we don't want; `alternateConfig` is taken as it stands, but passes through `tpl`.
    alternateConfig: templateLiteralDeep(config satisfies ChartValues),
    rewriteDeprecatedComponentNames: false,
    // Presets would change the configuration after it was checked; the rights of `k8s_attributes` are given here instead.
    clusterRole: { create: true, rules: K8S_ATTRIBUTES_RULES },
    ports: {
      metrics: { enabled: true },
      "jaeger-compact": { enabled: false },
      "jaeger-grpc": { enabled: false },
      "jaeger-thrift": { enabled: false },
      zipkin: { enabled: false },
    },
    serviceMonitor: { enabled: serviceMonitor },
    podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
    resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "512Mi" } },
  } satisfies ChartValues;
}

/** @see processor/k8sattributesprocessor: replica sets give the name of the deployment */
const K8S_ATTRIBUTES_RULES = [
  { apiGroups: [""], resources: ["pods", "namespaces"], verbs: ["get", "list", "watch"] },
  { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get", "list", "watch"] },
];
