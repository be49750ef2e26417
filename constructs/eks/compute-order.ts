import { dependable, type TerraformResource } from "cdktf";

/** Whether an add-on comes before the nodes, which can't become ready without it, or after them, because it runs on them. */
export type AddonOrder = "before-compute" | "after-compute";

/**
 * Add-ons without which a node never becomes ready, or its pods get no address or no AWS identity. EKS waits for every other one to
 * see it run: without nodes it stands at DEGRADED until Terraform gives up after 20 minutes.
 */
const BEFORE_COMPUTE: readonly string[] = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"];

/** Where an add-on stands when nobody says otherwise. */
export function orderOf(addonName: string): AddonOrder {
  return BEFORE_COMPUTE.includes(addonName) ? "before-compute" : "after-compute";
}

/**
 * Keeps the add-ons and the compute of one cluster in order, in whatever order they are added: network add-ons, then node groups
 * and Fargate profiles, then everything else. Terraform destroys in the opposite order, so that the network add-on still cleans up
 * after the last node.
 */
export class ComputeOrder {
  private readonly before: TerraformResource[] = [];
  private readonly compute: TerraformResource[] = [];
  private readonly after: TerraformResource[] = [];

  /** Puts an add-on before or after all compute of the cluster, of now and of later. */
  public addAddon(addon: TerraformResource, order: AddonOrder): void {
    if (order === "before-compute") {
      this.before.push(addon);
      this.compute.forEach((compute) => dependOn(compute, addon));
    } else {
      this.after.push(addon);
      this.compute.forEach((compute) => dependOn(addon, compute));
    }
  }

  /** Puts a node group or a Fargate profile between the add-ons. */
  public addCompute(compute: TerraformResource): void {
    this.compute.push(compute);
    this.before.forEach((addon) => dependOn(compute, addon));
    this.after.forEach((addon) => dependOn(addon, compute));
  }
}

function dependOn(dependant: TerraformResource, dependency: TerraformResource): void {
  dependant.dependsOn = [...(dependant.dependsOn ?? []), dependable(dependency)];
}
