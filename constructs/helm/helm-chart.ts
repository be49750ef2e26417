import { Release } from "@cdktf/provider-helm/lib/release";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import type { ChartVersion } from "../core/versions";
import { withinStack } from "../core/stack-dependencies";
import type { ChartValues } from "./chart-values";
import { chartValueFaults, releaseNameFaults } from "./release-faults";
import { valuesYaml } from "./values-yaml";

/** What a `HelmChart` is made of. */
export interface HelmChartProps {
  /** The chart at its exact version; the ones this project uses stand in `CHARTS`. */
  readonly chart: ChartVersion;
  /** Namespace of the release, a DNS label of at most 63 characters. Changing it replaces the release. */
  readonly namespace: string;
  /** Name of the release, a DNS label of at most 53 characters. Changing it replaces the release. */
  readonly releaseName: string;
  /**
   * Values of the chart, without secrets: they end in Terraform's state and in a Secret of the release, which Kubernetes limits to
   * 1 MiB (compressed, with the chart's templates).
   * @default - the chart's own
   */
  readonly values?: ChartValues;
  /**
   * Whether Helm creates the namespace when it is missing. It never deletes it.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Whether a failed install is taken away and a failed upgrade rolled back, so that the next apply starts clean. Implies `wait`.
   * @default true
   */
  readonly atomic?: boolean;
  /**
   * Whether objects that a failed upgrade created are deleted.
   * @default true
   */
  readonly cleanupOnFail?: boolean;
  /**
   * Whether Terraform waits until all workloads are ready. Custom resources are not waited for.
   * @default true
   */
  readonly wait?: boolean;
  /**
   * How long an install or upgrade may take, whole seconds from 30 s to 1 h.
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;
  /**
   * What must be there before the release: pod identity associations, log groups, releases with the custom resource definitions.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Defines a release of a Helm chart, pinned to one version. Needs a Helm provider in its stack. Values are written as one YAML
 * document with sorted keys, so a plan shows a difference only where a value differs.
 */
export class HelmChart extends Construct {
  /** The release itself. */
  public readonly resource: Release;
  /** Name of the release. */
  public readonly releaseName: string;
  /** Namespace of the release. */
  public readonly namespace: string;

  /** @throws ValidationError when a name is no DNS label, the timeout is out of range, or a value holds a secret */
  public constructor(scope: Construct, id: string, props: HelmChartProps) {
    super(scope, id);
    const { chart, releaseName, namespace, values = {}, timeout = Duration.minutes(10) } = props;
    throwFaults(`release "${this.node.path}"`, [
      ...releaseNameFaults({ releaseName, namespace, chart: chart.chart }),
      ...wholeNumberFaults("timeout", timeout.toSeconds(), 30, 3_600, "seconds"),
      ...chartValueFaults(values),
    ]);

    this.resource = new Release(this, "Resource", {
      name: releaseName,
      namespace,
      repository: chart.repository,
      chart: chart.chart,
      version: chart.version,
      values: [valuesYaml(values)],
      createNamespace: props.createNamespace ?? false,
      atomic: props.atomic ?? true,
      cleanupOnFail: props.cleanupOnFail ?? true,
      wait: props.wait ?? true,
      timeout: timeout.toSeconds(),
      // Each revision is a Secret with chart and values; without a limit they stay forever.
      maxHistory: 10,
      dependsOn: withinStack(this, props.dependsOn ?? []),
    });
    this.releaseName = releaseName;
    this.namespace = namespace;
  }
}
