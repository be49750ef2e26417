import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformProvider,
  TerraformResource,
  TerraformDataSource,
  type TerraformStack,
  Tokenization,
} from "cdktf";

/** Terraform types of the providers that need an API inside the cluster, or of a workspace that an emulator does not run. */
const IN_CLUSTER_TYPE = /^(helm|kubernetes|grafana)(_|$)/;

/**
 * Takes every Helm, Kubernetes and Grafana element (resource, data source, provider) out of a stack, for an environment whose
 * cluster has no API server. Call it last in the stack's constructor. What remains is the AWS half: roles, pod identities, groups.
 *
 * @returns how many elements of each Terraform type were taken out, in the order of their types; providers under their own name
 * @throws Error when something that stays refers to something that went
 */
export function removeKubernetesElements(stack: TerraformStack): Readonly<Record<string, number>> {
  const elements = stack.node.findAll().filter((child): child is TerraformElement => TerraformElement.isTerraformElement(child));
  const removed = elements.filter((element) => IN_CLUSTER_TYPE.test(terraformTypeOf(element)));
  const addresses = removed.map((element) => `${terraformTypeOf(element)}.${element.friendlyUniqueId}`);
  for (const element of removed) {
    element.node.scope!.node.tryRemoveChild(element.node.id);
  }
  refuseDanglingReferences(
    elements.filter((element) => !removed.includes(element)),
    addresses,
  );

  const counts: Record<string, number> = {};
  for (const type of removed.map(terraformTypeOf).sort()) {
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}

function terraformTypeOf(element: TerraformElement): string {
  const typed =
    TerraformResource.isTerraformResource(element) ||
    TerraformDataSource.isTerraformDataSource(element) ||
    TerraformProvider.isTerraformProvider(element);
  return typed ? (element as unknown as { readonly terraformResourceType: string }).terraformResourceType : "";
}

/** Terraform would name the missing element only, not why it is missing. */
function refuseDanglingReferences(kept: readonly TerraformElement[], addresses: readonly string[]): void {
  for (const element of kept) {
    const json = JSON.stringify(resolved(element)) ?? "";
    const missing = addresses.find((address) => refersTo(json, address));
    if (missing !== undefined) {
      throw new Error(
        `${element.node.path} refers to ${missing}, which environments without Kubernetes leave out. ` +
          "To mend it, make the AWS half independent of the release, and the release dependent on it.",
      );
    }
  }
}

function resolved(element: TerraformElement): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(element.toTerraform(), { scope: element, resolver, preparing: false }) as unknown;
}

function refersTo(json: string, address: string): boolean {
  const escaped = address.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`${escaped}(?![\\w-])`).test(json);
}
