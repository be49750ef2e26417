import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import { CHARTS } from "../core/versions";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import type { KubernetesObject } from "../helm/kubernetes-object";
import { RawObjects } from "../helm/raw-objects";
import { type AutoInstrumentationProps, autoInstrumentation } from "../tracing/auto-instrumentation";
import { COLLECTOR_IMAGES, type KubernetesCollectorImage } from "../tracing/collector-images";
import { type OperatedCollector, operatedCollectorObjects } from "./operated-collector";

/** What an `OpenTelemetryOperator` is made of. */
export interface OpenTelemetryOperatorProps {
  /** Namespace of the operator; a namespace of its own, as a rule. Changing it replaces the release, and with it every collector. */
  readonly namespace: string;
  /**
   * Whether Helm creates the namespace when it is missing.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * cert-manager, by its release or add-on: the certificate of the webhooks comes from it, and is renewed by it.
   * @default - Helm makes a certificate that holds for ten years, and a new one at every upgrade
   */
  readonly certManager?: ITerraformDependable;
  /**
   * Pods, 1 to 5. One is at work; without any, no collector can be changed, and pods start without their agent.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Image of collectors that name none; `CollectorConfig` names its own.
   * @default "contrib"
   */
  readonly collectorImage?: KubernetesCollectorImage;
  /**
   * Collectors that it runs, each in a namespace that is there, with a service account of its own, which is made here. A role in AWS is a
   * `PodRole` for that service account, named in `dependsOn`.
   * @default - none
   */
  readonly collectors?: readonly OperatedCollector[];
  /**
   * How it instruments programs: pods with the annotation of `instrumentationAnnotation` get an agent.
   * @default - none
   */
  readonly instrumentations?: readonly AutoInstrumentationProps[];
  /**
   * Whether a ServiceMonitor for the operator's own metrics is created. Needs the custom resource definitions of the Prometheus operator.
   * @default false
   */
  readonly serviceMonitor?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the operator and its collectors.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines the OpenTelemetry operator, which runs collectors and instruments programs, and after it, in a release of its own, what it is to
 * run: Helm knows no kind that comes with the same release, and on a destroy collectors must go while the operator is there. Don't run it
 * beside `AdotAddon`: both own the same definitions.
 *
 * Its custom resource definitions are part of the release: taking it away deletes every collector in the cluster. The control plane must
 * reach its webhook on port 9443 of the nodes.
 */
export class OpenTelemetryOperator extends Construct {
  /** The operator. */
  public readonly chart: HelmChart;
  /** Collectors and instrumentations; undefined when there are none. */
  public readonly resources: RawObjects | undefined;

  /** @throws ValidationError when the number of replicas is out of range, or an instrumentation or a resource is wrong */
  public constructor(scope: Construct, id: string, props: OpenTelemetryOperatorProps) {
    super(scope, id);
    const { namespace, certManager, replicas = 2, collectors = [], instrumentations = [], dependsOn = [] } = props;
    throwFaults(`OpenTelemetry operator "${this.node.path}"`, wholeNumberFaults("replicas", replicas, 1, 5, "pods"));
    const objects = [
      ...collectors.flatMap(operatedCollectorObjects),
      ...instrumentations.map((each) => autoInstrumentation(each) as unknown as KubernetesObject),
    ];

    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.opentelemetryOperator,
      namespace,
      releaseName: RELEASE_NAME,
      createNamespace: props.createNamespace,
      values: mergeChartValues(operatorValues(props, replicas), props.values),
      dependsOn: [...(certManager === undefined ? [] : [certManager]), ...dependsOn],
    });
    this.resources =
      objects.length === 0
        ? undefined
        : new RawObjects(this, "Resources", {
            releaseName: `${RELEASE_NAME}-resources`,
            namespace,
            objects,
            dependsOn: [this.chart.resource],
          });
  }
}

const RELEASE_NAME = "opentelemetry-operator";

function operatorValues(
  { certManager, collectorImage = "contrib", serviceMonitor = false }: OpenTelemetryOperatorProps,
  replicas: number,
) {
  const { repository, tag } = COLLECTOR_IMAGES[collectorImage];
  return {
    replicaCount: replicas,
    pdb: { create: replicas > 1, minAvailable: 1 },
    manager: {
      collectorImage: { repository, tag },
      serviceMonitor: { enabled: serviceMonitor },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    },
    // With cert-manager on, the chart makes no certificate of its own, whatever stands there.
    admissionWebhooks: {
      certManager: { enabled: certManager !== undefined },
      autoGenerateCert: { enabled: certManager === undefined, certPeriodDays: 3650 },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: {
          matchLabels: { "app.kubernetes.io/name": "opentelemetry-operator", "app.kubernetes.io/instance": RELEASE_NAME },
        },
      },
    ],
  } satisfies ChartValues;
}
