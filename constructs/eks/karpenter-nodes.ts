import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import { PodRole } from "../iam/pod-role";
import { ServiceRole } from "../iam/service-role";
import type { IClusterRef } from "./cluster-ref";
import { ec2Principal, karpenterControllerStatements } from "./karpenter-controller-statements";
import type { IKarpenterNodesRef } from "./karpenter-nodes-ref";
import { KarpenterQueue, queueNameFaults } from "./karpenter-queue";
import type { IOidcProviderRef } from "./oidc-provider-ref";

/** What a `KarpenterNodes` is made of. */
export interface KarpenterNodesProps {
  /** The cluster that Karpenter adds nodes to. */
  readonly cluster: IClusterRef;
  /** Account, region and partition. */
  readonly location: AwsLocation;
  /**
   * Beginning of the names of queue, rules and roles, at most 39 letters, digits, `-` and `_`, fewer in a region with a long name.
   * Changing it replaces all of them, and with the role all nodes.
   */
  readonly namePrefix: string;
  /**
   * Namespace that the chart is installed in.
   * @default "kube-system"
   */
  readonly namespace?: string;
  /**
   * Service account of the controller; the chart's value `serviceAccount.name`.
   * @default "karpenter"
   */
  readonly serviceAccount?: string;
  /**
   * The cluster's identity provider, where the controller runs on Fargate, which Pod Identity doesn't reach. The chart then needs
   * `serviceAccountAnnotations`.
   * @default - none: the controller gets its role through Pod Identity
   */
  readonly oidcProvider?: IOidcProviderRef;
  /**
   * Key that encrypts the messages of the queue; its policy admits `karpenterKeyServices`.
   * @default - a key of SQS, free of charge
   */
  readonly key?: IEncryptionKeyRef;
  /**
   * Lets people open a shell on the nodes through Systems Manager; whoever may start sessions becomes root on every node.
   * @default false
   */
  readonly ssm?: boolean;
  /**
   * Lets the controller see zonal shifts of the cluster, for the chart's value `settings.enableZonalShift`. The cluster has to be
   * registered for zonal shift.
   * @default false
   */
  readonly zonalShift?: boolean;
}

/**
 * Defines what the controller of Karpenter 1.14 needs in AWS: the role of its nodes with their way into the cluster, the role of
 * the controller, and the queue that warns it before a node goes. The charts come in a later stack; nodes that
 * Karpenter launched are not in any Terraform state, so NodePools have to be deleted before this is destroyed.
 *
 * Nodes get no rights for the pods' network: the add-on `vpc-cni` has a role of its own. The first spot instance of an account
 * needs the service-linked role `AWSServiceRoleForEC2Spot`, which the controller may not create.
 */
export class KarpenterNodes extends Construct implements IKarpenterNodesRef {
  /** What was made elsewhere, for the charts. */
  public static fromAttributes(attributes: IKarpenterNodesRef): IKarpenterNodesRef {
    return attributes;
  }

  /** The queue with its rules. */
  public readonly queue: KarpenterQueue;
  /** The role of the nodes. */
  public readonly nodeRole: ServiceRole;
  /** Lets the nodes join the cluster. */
  public readonly nodeAccessEntry: EksAccessEntry;
  /** The role of the controller. */
  public readonly controllerRole: PodRole;
  /** Name of the queue: the chart's value `settings.interruptionQueue`. */
  public readonly queueName: string;
  /** ARN of the queue. */
  public readonly queueArn: string;
  /** Name of the nodes' role: `spec.role` of every EC2NodeClass. */
  public readonly nodeRoleName: string;
  /** ARN of the nodes' role. */
  public readonly nodeRoleArn: string;
  /** ARN of the controller's role. */
  public readonly controllerRoleArn: string;
  /** Namespace that the controller runs in. */
  public readonly namespace: string;
  /** Service account that the controller uses. */
  public readonly serviceAccount: string;
  /** Annotations that the service account needs; none with Pod Identity. */
  public readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** What gives the service account its role; the release of the chart depends on it. */
  public readonly dependables: readonly ITerraformDependable[];

  /** @throws ValidationError when AWS refuses a name that the prefix makes, or Kubernetes the namespace or the service account */
  public constructor(scope: Construct, id: string, props: KarpenterNodesProps) {
    super(scope, id);
    const names = namesOf(props);
    throwFaults(`Karpenter nodes "${this.node.path}"`, nodesFaults(names));

    const { cluster, location, key } = props;
    this.namespace = props.namespace ?? "kube-system";
    this.serviceAccount = props.serviceAccount ?? "karpenter";
    this.queue = new KarpenterQueue(this, "Queue", { queueName: names.queue, key });
    this.queueName = this.queue.queueName;
    this.queueArn = this.queue.queueArn;

    this.nodeRole = this.defineNodeRole(names.nodeRole, props);
    this.nodeRoleName = this.nodeRole.roleName;
    this.nodeRoleArn = this.nodeRole.roleArn;
    this.nodeAccessEntry = new EksAccessEntry(this, "NodeAccessEntry", {
      clusterName: cluster.clusterName,
      principalArn: this.nodeRoleArn,
      type: "EC2_LINUX",
    });

    this.controllerRole = new PodRole(this, "Controller", {
      roleName: names.controllerRole,
      description: "Karpenter launches and removes nodes of its cluster",
      clusterName: cluster.clusterName,
      namespace: this.namespace,
      serviceAccount: this.serviceAccount,
      oidcProvider: props.oidcProvider,
      statements: karpenterControllerStatements({
        clusterName: cluster.clusterName,
        clusterArn: cluster.clusterArn,
        location,
        nodeRoleArn: this.nodeRoleArn,
        queueArn: this.queueArn,
        key,
        zonalShift: props.zonalShift ?? false,
      }),
    });
    this.controllerRoleArn = this.controllerRole.roleArn;
    this.serviceAccountAnnotations = this.controllerRole.serviceAccountAnnotations;
    this.dependables = this.controllerRole.dependables;
  }

  private defineNodeRole(roleName: string, { location, ssm = false }: KarpenterNodesProps): ServiceRole {
    const policies = [
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      ...(ssm ? ["AmazonSSMManagedInstanceCore"] : []),
    ];
    return new ServiceRole(this, "NodeRole", {
      roleName,
      description: "Nodes that Karpenter launches",
      assumedBy: [ec2Principal(location.partition)],
      managedPolicyArns: policies.map((policy) => `arn:${location.partition}:iam::aws:policy/${policy}`),
    });
  }
}

interface KarpenterNames {
  readonly queue: string;
  readonly nodeRole: string;
  readonly controllerRole: string;
}

/** Queues and rules belong to a region, roles to the whole account: theirs name the region. */
function namesOf({ namePrefix, location }: KarpenterNodesProps): KarpenterNames {
  return {
    queue: `${namePrefix}-karpenter`,
    nodeRole: `${namePrefix}-karpenter-node-${location.region}`,
    controllerRole: `${namePrefix}-karpenter-${location.region}`,
  };
}

/** The controller's role has a shorter name than the nodes': what fits one fits both. */
function nodesFaults({ queue, nodeRole }: KarpenterNames): Fault[] {
  return [...queueNameFaults("namePrefix", queue), ...nameFaults("namePrefix", nodeRole, NAME_LIMITS.iamRole)];
}
