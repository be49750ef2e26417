import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import type { ChartValues } from "./chart-values";
import { type KubernetesObject, kubernetesObjectFaults } from "./kubernetes-object";
import { chartValueFaults, releaseNameFaults } from "./release-faults";
import { RAW_OBJECTS_CHART, rawObjectsChart } from "./raw-objects-chart";
import { valuesYaml } from "./values-yaml";

/** What a `RawObjects` is made of. */
export interface RawObjectsProps {
  /** Name of the release, a DNS label of at most 53 characters. Changing it replaces the release and its objects. */
  readonly releaseName: string;
  /** Namespace of the release, and of every object that names none. Changing it replaces the release. */
  readonly namespace: string;
  /** The objects, at least one: custom resources, quotas, policies; no Secrets, which would end in Terraform's state. */
  readonly objects: readonly KubernetesObject[];
  /**
   * Whether Helm creates the namespace of the release when it is missing. It never deletes it.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * How long an install or upgrade may take, whole seconds from 30 s to 1 h.
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;
  /**
   * What must be there before: the release with the custom resource definitions and its webhooks.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines Kubernetes objects as a release of a small chart that ships with this package. Unlike `kubernetes_manifest` it needs neither
 * cluster nor custom resource definitions to plan, only to apply, and what the list lets go of is deleted from the cluster. Needs a
 * Helm provider in its stack.
 */
export class RawObjects extends Construct {
  /** The release itself. */
  public readonly resource: Release;

  /** @throws ValidationError when a name is refused by Kubernetes, an object is incomplete, twice there, or a Secret */
  public constructor(scope: Construct, id: string, props: RawObjectsProps) {
    super(scope, id);
    const { releaseName, namespace, objects, timeout = Duration.minutes(5) } = props;
    throwFaults(`raw objects "${this.node.path}"`, [
      ...releaseNameFaults({ releaseName, namespace, chart: RAW_OBJECTS_CHART }),
      ...wholeNumberFaults("timeout", timeout.toSeconds(), 30, 3_600, "seconds"),
      ...kubernetesObjectFaults(objects, namespace),
      ...objects.flatMap((object, index) => chartValueFaults(object, `objects[${index}]`)),
    ]);

    const values: ChartValues = { objects };
    this.resource = new Release(this, "Resource", {
      name: releaseName,
      namespace,
      chart: rawObjectsChart(this).path,
      values: [valuesYaml(values)],
      createNamespace: props.createNamespace ?? false,
      atomic: true,
      cleanupOnFail: true,
      timeout: timeout.toSeconds(),
      maxHistory: 10,
      dependsOn: withinStack(this, props.dependsOn ?? []),
    });
  }
}
