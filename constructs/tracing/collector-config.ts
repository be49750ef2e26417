import { Document } from "yaml";
import { throwFaults } from "../core/validation";
import { type CollectorKind, collectorFaults } from "./collector-faults";
import type { CollectorDocument } from "./collector-document";
import { COLLECTOR_IMAGES, componentType } from "./collector-images";

/** What a `CollectorConfig` is made of: which collector runs it, and what stands in it. */
export interface CollectorConfigProps extends CollectorKind {
  /** Name of the collector, for the error message. */
  readonly name: string;
  /** The configuration in the collector's own spelling. */
  readonly document: CollectorDocument;
}

/** What an `OpenTelemetryCollector` resource needs beside the configuration. */
export interface CollectorResourceOptions {
  /** Name of the resource; the operator calls the workload `<name>-collector`. */
  readonly name: string;
  /** Namespace of the resource. */
  readonly namespace: string;
  /** What the operator makes of it. */
  readonly mode: "deployment" | "daemonset" | "statefulset";
  /** Service account of the pods, which the role is bound to. */
  readonly serviceAccount: string;
  /**
   * Pods; not for a daemonset.
   * @default - the operator's own: 1
   */
  readonly replicas?: number;
  /**
   * Whether a target allocator shares the targets of `prometheus` among the pods, and finds those of ServiceMonitors and PodMonitors.
   * Needs mode statefulset or daemonset, and the custom resource definitions of the Prometheus operator.
   * @default false
   */
  readonly targetAllocator?: boolean;
}

/**
 * A collector configuration that was checked against the image that runs it: what the collector would refuse, and what would lose data
 * although it starts. Plain data; `yaml`, `resource` and `image` bring it to a collector.
 */
export class CollectorConfig {
  /** The configuration in the collector's own spelling. */
  public readonly document: CollectorDocument;
  /** Switches that the configuration needs beside the file: arguments of the collector. */
  public readonly featureGates: readonly string[];
  /** Repository and tag of the image. */
  public readonly image: { readonly repository: string; readonly tag: string };

  /** @throws ValidationError that lists every fault with its path */
  public constructor(props: CollectorConfigProps) {
    throwFaults(`collector "${props.name}"`, collectorFaults(props.document, props));
    const { repository, tag, upstream } = COLLECTOR_IMAGES[props.image];
    this.document = props.document;
    this.featureGates = featureGates(props.document);
    // Tags are upstream versions, but for ADOT's, which has its own.
    this.image = { repository, tag: props.version === undefined || props.version === upstream ? tag : props.version };
  }

  /** The configuration as a file of the collector. */
  public yaml(): string {
    return new Document(this.document, { version: "1.1", aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
  }

  /**
   * The `OpenTelemetryCollector` resource that the operator runs.
   *
   * @see open-telemetry/opentelemetry-operator, v1beta1: `spec.config` is an object (read 2026-11)
   */
  public resource(options: CollectorResourceOptions): Readonly<Record<string, unknown>> {
    const { name, namespace, mode, serviceAccount, replicas, targetAllocator = false } = options;
    return {
      apiVersion: "opentelemetry.io/v1beta1",
      kind: "OpenTelemetryCollector",
      metadata: { name, namespace },
      spec: {
        mode,
        image: `${this.image.repository}:${this.image.tag}`,
        serviceAccount,
        ...(this.featureGates.length > 0 && { args: { "feature-gates": this.featureGates.map((gate) => `+${gate}`).join(",") } }),
        ...(replicas !== undefined && { replicas }),
        // The operator would otherwise rewrite a configuration that was checked as it stands.
        upgradeStrategy: "none",
        ...(targetAllocator && {
          targetAllocator: { enabled: true, allocationStrategy: "consistent-hashing", prometheusCR: { enabled: true } },
        }),
        // The operator leaves the address of the pod to us, the chart gives it by itself.
        env: [{ name: "MY_POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }],
        config: this.document,
      },
    };
  }
}

/** Without the gate, remote write throws away what AMP answers with "too many requests". @see exporter.go of 0.158.0 (read 2026-11) */
function featureGates({ exporters }: CollectorDocument): string[] {
  return Object.keys(exporters).some((id) => componentType(id) === "prometheus_remote_write")
    ? ["exporter.prometheusremotewritexporter.RetryOn429"]
    : [];
}
