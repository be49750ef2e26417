import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { withinStack } from "../core/stack-dependencies";
import { destinationFaults, type TraceSampling, traceSamplingFaults } from "../core/telemetry-destinations";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import { CHARTS } from "../core/versions";
import type { IClusterRef } from "../eks/cluster-ref";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { PodRole } from "../iam/pod-role";
import { CollectorConfig } from "../tracing/collector-config";
import { type CollectorDestination, headerVariable, OTLP_LOG_STREAM } from "../tracing/collector-destinations";
import type { KubernetesCollectorImage } from "../tracing/collector-images";
import { gatewayDocument } from "../tracing/gateway-document";
import { destinationStatements } from "./collector-statements";
import { collectorChartValues } from "./collector-values";

/** What an `OtelCollector` is made of. */
export interface OtelCollectorProps {
  /** The cluster whose pods get the role; its name marks metrics, spans and log records. */
  readonly cluster: IClusterRef;
  /** Region that the collector sends to; must be known, because it decides the host names. */
  readonly region: string;
  /** Name of the role that the pods get, at most 64 characters. */
  readonly roleName: string;
  /** Namespace of the release and its service. */
  readonly namespace: string;
  /** Where it sends to, several at once. The role may do what these need, and nothing else. */
  readonly destinations: readonly CollectorDestination[];
  /**
   * Which traces are kept. With more than one replica an `OtelAgent` with `balanceByTrace` must stand in front.
   * @default - every trace is kept
   */
  readonly sampling?: TraceSampling;
  /**
   * Labels of every metric in AMP besides `cluster` and `region`.
   * @default - none
   */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /**
   * Distribution of the collector. The role and the configuration are the same for all that can run it.
   * @default "contrib"
   */
  readonly image?: KubernetesCollectorImage;
  /**
   * Another configuration than the one that follows from `destinations`, which then only decide the role; it brings its own image.
   * @default - see `gatewayDocument`
   */
  readonly config?: CollectorConfig;
  /**
   * Name of the release, the service and the service account: applications send to `http://<name>.<namespace>:4318`.
   * @default "otel-collector"
   */
  readonly releaseName?: string;
  /**
   * Pods, 1 to 50. What waits in the queue of a pod that is scaled away waits on its volume until the pod is back.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Storage class of the volumes that hold the queues. Changing it needs a new StatefulSet.
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;
  /**
   * Size of each pod's volume in gibibytes, 2 to 1,024; half of it holds what waits. Changing it needs a new StatefulSet.
   * @default 10
   */
  readonly queueGibibytes?: number;
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

/**
 * Defines an OpenTelemetry Collector as a gateway: applications and agents send OTLP, and what a destination can't take waits on a
 * volume, through outages and restarts. The collector runs exactly the configuration that was checked.
 */
export class OtelCollector extends Construct {
  /** The role of the pods. */
  public readonly role: PodRole | undefined;
  /** The release. */
  public readonly chart: HelmChart;
  /** The configuration that the collector runs. */
  public readonly config: CollectorConfig;
  /** Where applications send OTLP over HTTP. */
  public readonly otlpHttpEndpoint: string;
  /** Where applications send OTLP over gRPC. */
  public readonly otlpGrpcEndpoint: string;

  /** @throws ValidationError when a destination is wrong, the configuration would not start or lose data, or a number is out of range */
  public constructor(scope: Construct, id: string, props: OtelCollectorProps) {
    super(scope, id);
    const { cluster, namespace, destinations, releaseName = "otel-collector", replicas = 2, queueGibibytes = 10 } = props;
    throwFaults(`collector "${this.node.path}"`, [
      ...destinationFaults("destinations", destinations),
      ...traceSamplingFaults("sampling", props.sampling),
      ...wholeNumberFaults("replicas", replicas, 1, 50, "pods"),
      ...wholeNumberFaults("queueGibibytes", queueGibibytes, 2, 1024, "gibibytes"),
    ]);
    this.config = props.config ?? this.ownConfig(props, queueGibibytes);

    const statements = destinationStatements(destinations);
    this.role =
      statements.length === 0
        ? undefined
        : new PodRole(this, "Role", {
            roleName: props.roleName,
            description: "Lets the OpenTelemetry Collector write to its destinations",
            clusterName: cluster.clusterName,
            namespace,
            serviceAccount: releaseName,
            statements,
          });
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.opentelemetryCollector,
      namespace,
      releaseName,
      createNamespace: props.createNamespace,
      values: mergeChartValues(
        collectorChartValues(this.config, {
          name: releaseName,
          mode: "statefulset",
          serviceMonitor: props.serviceMonitor ?? false,
          memory: "1Gi",
        }),
        gatewayValues(props, replicas, queueGibibytes),
        props.values,
      ),
      dependsOn: [...(this.role?.dependables ?? []), ...this.logStreams(destinations), ...(props.dependsOn ?? [])],
    });
    this.otlpHttpEndpoint = `http://${releaseName}.${namespace}:4318`;
    this.otlpGrpcEndpoint = `http://${releaseName}.${namespace}:4317`;
  }

  private ownConfig(props: OtelCollectorProps, queueGibibytes: number): CollectorConfig {
    const { region, destinations, sampling, externalLabels, cluster, image = "contrib" } = props;
    const queueBytes = Math.floor((queueGibibytes * 1024 ** 3) / 2 / Math.max(destinations.length, 1));
    const { clusterName } = cluster;
    const document = gatewayDocument({
      region,
      clusterName,
      destinations,
      sampling,
      externalLabels,
      queueBytes,
      queueDirectory: QUEUES,
    });
    return new CollectorConfig({ name: this.node.path, image, role: "gateway", document });
  }

  private logStreams(destinations: readonly CollectorDestination[]): CloudwatchLogStream[] {
    const groups = destinations.flatMap((destination) => ("logGroup" in destination ? [destination] : []));
    return groups.map(
      ({ kind, logGroup }) =>
        new CloudwatchLogStream(this, `Stream-${kind}`, {
          name: OTLP_LOG_STREAM,
          logGroupName: logGroup.logGroupName,
          dependsOn: withinStack(this, [logGroup.dependable]),
        }),
    );
  }
}

/** Where the volume of the queues is mounted. */
const QUEUES = "/var/lib/otelcol";

/** The user that the collector's images run as; without the group it could not write to the volume. */
const COLLECTOR_USER = 10_001;

function gatewayValues(props: OtelCollectorProps, replicas: number, gibibytes: number): ChartValues {
  const secrets = props.destinations.flatMap((destination) =>
    destination.kind === "otlp" && destination.header
      ? [
          {
            name: headerVariable(destination.name),
            valueFrom: { secretKeyRef: { name: destination.header.secretName, key: destination.header.secretKey } },
          },
        ]
      : [],
  );
  return {
    replicaCount: replicas,
    podDisruptionBudget: { enabled: replicas > 1, maxUnavailable: 1 },
    podSecurityContext: { fsGroup: COLLECTOR_USER, runAsUser: COLLECTOR_USER, runAsNonRoot: true },
    // A graceful end decides on the traces in memory and closes the queues.
    terminationGracePeriodSeconds: 60,
    ...(secrets.length > 0 && { extraEnvs: secrets }),
    extraVolumeMounts: [{ name: "queue", mountPath: QUEUES }],
    statefulset: {
      volumeClaimTemplates: [
        {
          metadata: { name: "queue" },
          spec: {
            accessModes: ["ReadWriteOnce"],
            ...(props.storageClassName !== undefined && { storageClassName: props.storageClassName }),
            resources: { requests: { storage: `${gibibytes}Gi` } },
          },
        },
      ],
    },
  };
}
