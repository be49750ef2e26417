import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { GrafanaWorkspace } from "@cdktf/provider-aws/lib/grafana-workspace";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Types whose loss takes data with it that nobody can bring back. `prevent_destroy` makes Terraform refuse a plan that would
 * destroy or replace one, by mistake or on purpose.
 */
export const PROTECTED_TYPES: readonly string[] = [EksCluster, GrafanaWorkspace, KmsKey, PrometheusWorkspace, S3Bucket].map(
  (type) => type.tfResourceType,
);

/** Protects what holds data against `terraform destroy`; for environments that say `deletionProtection`. */
export class DeletionProtection implements IAspect {
  public visit(node: IConstruct): void {
    if (TerraformResource.isTerraformResource(node) && PROTECTED_TYPES.includes(node.terraformResourceType)) {
      node.lifecycle = { ...node.lifecycle, preventDestroy: true };
    }
  }
}
