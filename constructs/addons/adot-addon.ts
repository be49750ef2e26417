import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { withinStack } from "../core/stack-dependencies";
import type { IClusterRef } from "../eks/cluster-ref";
import { EksAddon } from "../eks/eks-addon";
import { PodRole } from "../iam/pod-role";
import type { PolicyStatement } from "../iam/policy-document";

/** A collector that the add-on's operator runs: a custom resource with a service account of its own. */
export interface AdotCollectorIdentity {
  /** Namespace of the resource. */
  readonly namespace: string;
  /** Service account of its pods, as `CollectorConfig.resource` got it. */
  readonly serviceAccount: string;
  /** Name of the role, at most 64 characters. */
  readonly roleName: string;
  /** What its pods may do in AWS: `destinationStatements` of its destinations. */
  readonly statements: readonly PolicyStatement[];
}

/** What an `AdotAddon` is made of. */
export interface AdotAddonProps {
  /** The cluster that gets the add-on. */
  readonly cluster: IClusterRef;
  /** cert-manager, by its release or add-on: the operator's webhooks get their certificates from it, and don't start without. */
  readonly certManager: ITerraformDependable;
  /**
   * Exact version, such as `v0.151.0-eksbuild.1`.
   * @default - the one of `EKS_ADDON_VERSIONS` for the cluster's Kubernetes version
   */
  readonly addonVersion?: string;
  /**
   * Pods of the operator.
   * @default - the add-on's own: 1
   */
  readonly operatorReplicas?: number;
  /**
   * Collectors whose resources are brought into the cluster beside it, each with a role of its own; one that needs no rights in AWS needs none here.
   * @default - none
   */
  readonly collectors?: readonly AdotCollectorIdentity[];
}

/**
 * Defines the EKS add-on `adot`: AWS's build of the OpenTelemetry operator, in namespace `opentelemetry-operator-system`. It comes after
 * cert-manager and goes before it. Its own ready-made collectors stay off; it runs the resources of `CollectorConfig.resource`, which
 * must be deleted before the add-on: their finalizer needs the operator.
 *
 * The add-on is free and supported by AWS. It knows an image of its own: configurations should name image `adot`.
 */
export class AdotAddon extends Construct {
  /** The add-on. */
  public readonly addon: EksAddon<"adot">;
  /** Roles of the collectors, by service account. */
  public readonly roles: Readonly<Record<string, PodRole>>;

  /** @throws ValidationError when the version has another form than EKS gives its add-ons */
  public constructor(scope: Construct, id: string, props: AdotAddonProps) {
    super(scope, id);
    const { cluster, certManager, collectors = [], operatorReplicas } = props;
    this.addon = new EksAddon(this, "Addon", {
      cluster,
      addonName: "adot",
      addonVersion: props.addonVersion,
      configuration: operatorReplicas === undefined ? undefined : { replicaCount: operatorReplicas },
      after: withinStack(this, [certManager]),
    });
    this.roles = Object.fromEntries(
      collectors.map(({ namespace, serviceAccount, roleName, statements }) => [
        serviceAccount,
        new PodRole(this, `Role-${serviceAccount}`, {
          roleName,
          description: `Lets the collector ${serviceAccount} write to its destinations`,
          clusterName: cluster.clusterName,
          namespace,
          serviceAccount,
          statements,
        }),
      ]),
    );
  }
}
