import { Construct } from "constructs";
import { TerraformStack, Token } from "cdktf";
import { throwFaults } from "../core/validation";

/** The id of a construct made from a name: `errors-by-workload` becomes `ErrorsByWorkload`. */
export function constructIdOf(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
}

/**
 * The id of something that belongs to another thing, so that it stays the same when others are added or removed: taken from the
 * thing's place in its stack when it is a construct, else from its name.
 *
 * @throws ValidationError when the thing is no construct and its name is a token
 */
export function idAfter(what: string, thing: object, name?: string): string {
  if (Construct.isConstruct(thing)) {
    const inStack = thing.node.scopes.slice(TerraformStack.of(thing).node.scopes.length);
    return constructIdOf(inStack.map((scope) => scope.node.id).join("-"));
  }
  const id = name === undefined || Token.isUnresolved(name) ? "" : constructIdOf(name);
  throwFaults(`an id after a ${what}`, [
    ...(id === ""
      ? [{ path: "id", problem: `can't be taken from a ${what} without a name`, fix: "give the id as an argument" }]
      : []),
  ]);
  return id;
}
