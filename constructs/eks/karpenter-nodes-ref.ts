import type { ITerraformDependable } from "cdktf";

/** The AWS side of Karpenter that exists somewhere: what its charts and node classes need to know. Values may be tokens. */
export interface IKarpenterNodesRef {
  /** Name of the interruption queue: the chart's value `settings.interruptionQueue`. */
  readonly queueName: string;
  /** Name of the nodes' role: `spec.role` of every EC2NodeClass. */
  readonly nodeRoleName: string;
  /** Namespace that the controller runs in. */
  readonly namespace: string;
  /** Service account that the controller uses: the chart's value `serviceAccount.name`. */
  readonly serviceAccount: string;
  /**
   * Annotations that the service account needs: the chart's value `serviceAccount.annotations`.
   * @default - none: its role comes through Pod Identity
   */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /**
   * What gives the service account its role, when the same stack creates it: pods that start earlier have no rights.
   * @default - it exists already
   */
  readonly dependables?: readonly ITerraformDependable[];
}
