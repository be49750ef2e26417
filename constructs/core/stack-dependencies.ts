import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";

/**
 * Of the things that must exist first, those that the same stack creates. Terraform refuses a `depends_on` into another state, and
 * needs none: stacks are deployed in the order of their references.
 */
export function withinStack(
  scope: Construct,
  dependables: readonly (ITerraformDependable | undefined)[],
): ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  return dependables.filter((dependable): dependable is ITerraformDependable => {
    if (dependable === undefined) {
      return false;
    }
    return !Construct.isConstruct(dependable) || TerraformStack.of(dependable) === stack;
  });
}
