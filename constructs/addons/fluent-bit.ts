import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../core/versions";
import { withinStack } from "../core/stack-dependencies";
import type { IClusterRef } from "../eks/cluster-ref";
import { type ChartValues, mergeChartValues } from "../helm/chart-values";
import { HelmChart } from "../helm/helm-chart";
import { PodRole } from "../iam/pod-role";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { fluentBitPipeline } from "./fluent-bit-pipeline";

/** Where each kind of log goes. The groups must exist before: Fluent Bit is not allowed to create any. */
export interface FluentBitLogGroups {
  /** What containers write. */
  readonly application: ILogGroupRef;
  /** The cluster's own node parts: kubelet, containerd, VPC CNI, kube-proxy. */
  readonly dataplane: ILogGroupRef;
  /** The nodes: kernel, system messages, logins. */
  readonly host: ILogGroupRef;
}

/** What a `FluentBit` is made of. */
export interface FluentBitProps {
  /** The cluster whose pods get the role. */
  readonly cluster: IClusterRef;
  /** Region of the log groups. */
  readonly region: string;
  /** Name of the role that the pods get, at most 64 characters. */
  readonly roleName: string;
  /** Where the three streams go. */
  readonly logGroups: FluentBitLogGroups;
  /** Namespace; it needs the privileged Pod Security level, because the pods read the node's files as root. */
  readonly namespace: string;
  /**
   * Whether Helm creates the namespace when it is missing.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Whether a PodMonitor is created. Needs the custom resource definitions of the Prometheus operator, so the release should depend on them.
   * @default false
   */
  readonly podMonitor?: boolean;
  /**
   * Values merged over the ones of this add-on: maps merge, lists are replaced.
   * @default - none
   */
  readonly values?: ChartValues;
  /**
   * What must be there before the release, besides role and log groups.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines Fluent Bit on every node: three streams (application, dataplane, host) to three log groups, buffered on the node's disk, so
 * that an outage of CloudWatch or a restart of the pod loses nothing while the buffer has room (1.5 GB a node in all).
 *
 * Costs what CloudWatch asks for ingestion, 0.50 USD a GB (us-east-1, 2026-06).
 */
export class FluentBit extends Construct {
  /** The role of the pods: may write to the three groups and nothing else. */
  public readonly role: PodRole;
  /** The release. */
  public readonly chart: HelmChart;

  /** @throws ValidationError when a name is too long or a value holds a secret */
  public constructor(scope: Construct, id: string, props: FluentBitProps) {
    super(scope, id);
    const { cluster, namespace, logGroups } = props;
    const groups = [logGroups.application, logGroups.dataplane, logGroups.host];

    this.role = new PodRole(this, "Role", {
      roleName: props.roleName,
      description: "Lets Fluent Bit write to the log groups of its cluster",
      clusterName: cluster.clusterName,
      namespace,
      serviceAccount: SERVICE_ACCOUNT,
      statements: [
        {
          sid: "WriteToOwnLogGroups",
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          // The star stands for the streams of one group, which are named after nodes and pods.
          resources: groups.map(({ logGroupArn }) => `${logGroupArn}:*`),
        },
      ],
    });
    this.chart = new HelmChart(this, "Chart", {
      chart: CHARTS.fluentBitCollector,
      namespace,
      releaseName: RELEASE_NAME,
      createNamespace: props.createNamespace,
      values: mergeChartValues(fluentBitValues(props), props.values),
      dependsOn: [
        ...this.role.dependables,
        ...withinStack(
          this,
          groups.map(({ dependable }) => dependable),
        ),
        ...(props.dependsOn ?? []),
      ],
    });
  }
}

const RELEASE_NAME = "fluent-bit";
const SERVICE_ACCOUNT = "fluent-bit";

function fluentBitValues({ region, logGroups, podMonitor = false }: FluentBitProps) {
  return {
    // The pipeline leaves out the agent's own logs by the beginning of the pod's name.
    fullnameOverride: "fluent-bit",
    serviceAccount: { create: true, name: SERVICE_ACCOUNT, annotations: {} },
    priorityClassName: "system-node-critical",
    // A stop while CloudWatch is away takes the whole grace of 30 s; Kubernetes' default would end it at that very moment.
    terminationGracePeriodSeconds: 60,
    tolerations: [{ operator: "Exists" }],
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
    kubeletEndpoint: { enabled: true },
    storage: { enabled: true },
    serviceMonitor: { enabled: podMonitor },
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    env: [{ name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
    config: {
      service: SERVICE,
      pipeline: fluentBitPipeline({
        region,
        application: logGroups.application.logGroupName,
        dataplane: logGroups.dataplane.logGroupName,
        host: logGroups.host.logGroupName,
      }),
    },
  } satisfies ChartValues;
}

/** Values of the engine that lost no line in outages, restarts and bursts (Fluent Bit 5.1.1, measured 2026-11). */
const SERVICE = {
  flush: 5,
  grace: 30,
  log_level: "info",
  http_listen: "0.0.0.0",
  health_check: true,
  hc_errors_count: 5,
  hc_retry_failure_count: 5,
  hc_period: 60,
  "scheduler.base": 2,
  // The default of 2000 s makes recovery slow.
  "scheduler.cap": 60,
  "storage.metrics": true,
  "storage.sync": "normal",
  "storage.checksum": false,
  "storage.max_chunks_up": 128,
  "storage.backlog.mem_limit": "32M",
  "storage.delete_irrecoverable_chunks": true,
  // Keeps what CloudWatch refused for good, such as writes to a group that was deleted.
  "storage.keep.rejected": true,
  "storage.rejected.path": "rejected",
  "storage.rejected.limit": "64M",
} satisfies ChartValues;
