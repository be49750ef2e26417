import { Token } from "cdktf";
import { Construct } from "constructs";
import { throwFaults } from "../core/validation";
import type { IRoleRef } from "./role-ref";

/** Where what a grant creates stands in the construct tree. */
export interface GrantPlace {
  /** The role where it is a construct, the giver of the grant otherwise. */
  readonly scope: Construct;
  /** Id beneath the scope. */
  readonly id: string;
  /** Path of the two. */
  readonly path: string;
}

/**
 * Where a grant's resources stand: beneath the role where that is a construct, and so in the role's stack, which may come after
 * the stack of what the grant is about; otherwise beside the giver of the grant.
 *
 * @throws ValidationError when the role is neither a construct nor named by a literal: the resources would have no stable id
 */
export function placeOfGrant(giver: Construct, role: IRoleRef, purpose: string): GrantPlace {
  if (Construct.isConstruct(role)) {
    return place(role, `${giver.node.id}${purpose}`);
  }
  if (Token.isUnresolved(role.roleName)) {
    throwFaults(`grant on "${giver.node.path}"`, [
      {
        path: "role",
        problem: "has a name that is only known after the deployment, and is no construct",
        fix: "pass the role's construct, or an object with the role's literal name and ARN",
      },
    ]);
  }
  return place(giver, `${purpose}-${role.roleName}`);
}

function place(scope: Construct, id: string): GrantPlace {
  return { scope, id, path: `${scope.node.path}/${id}` };
}
