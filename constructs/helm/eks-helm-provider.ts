import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { IClusterRef } from "../eks/cluster-ref";

/** What an `EksHelmProvider` is made of. */
export interface EksHelmProviderProps {
  /** The cluster that releases are installed on. */
  readonly cluster: IClusterRef;
  /** Region of the cluster. */
  readonly region: string;
}

/**
 * Defines the Helm provider of a stack. It asks `aws eks get-token` for a short-lived token on each run, so no token stands in a
 * plan or state; the AWS CLI must be on the PATH of whoever applies.
 */
export class EksHelmProvider extends Construct {
  /** The provider itself. */
  public readonly resource: HelmProvider;

  public constructor(scope: Construct, id: string, props: EksHelmProviderProps) {
    super(scope, id);
    const { cluster, region } = props;
    this.resource = new HelmProvider(this, "Resource", {
      kubernetes: {
        host: cluster.clusterEndpoint,
        clusterCaCertificate: Fn.base64decode(cluster.clusterCertificateAuthorityData),
        exec: {
          apiVersion: "client.authentication.k8s.io/v1beta1",
          command: "aws",
          args: ["eks", "get-token", "--cluster-name", cluster.clusterName, "--region", region, "--output", "json"],
        },
      },
    });
  }
}
