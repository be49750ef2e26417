import { Token } from "cdktf";
import type { Fault } from "../core/validation";
import { repeatedFaults } from "./list-faults";
import type { NetworkAttributes } from "./network-props";

type SubnetList = "publicSubnetIds" | "privateSubnetIds" | "intraSubnetIds";

/** Everything that is wrong with the attributes of a VPC that exists. What is known only to Terraform is not judged. */
export function attributeFaults(attributes: NetworkAttributes): Fault[] {
  const { vpcId, privateSubnetIds } = attributes;
  return [
    ...(isIdOf("vpc", vpcId)
      ? []
      : [
          {
            path: "vpcId",
            problem: "is no id of a VPC",
            got: vpcId,
            allowed: "vpc- and 8 or 17 hexadecimal digits",
            fix: "look it up in the VPC console",
          },
        ]),
    ...subnetIdFaults("publicSubnetIds", attributes),
    ...subnetIdFaults("privateSubnetIds", attributes),
    ...subnetIdFaults("intraSubnetIds", attributes),
    ...sharedSubnetFaults(attributes),
    ...(Token.isUnresolved(privateSubnetIds) || privateSubnetIds.length >= 2
      ? []
      : [
          {
            path: "privateSubnetIds",
            problem: "does not reach over two zones",
            got: privateSubnetIds,
            allowed: "a subnet in each of at least two zones",
            fix: "name two subnets at least: EKS wants two zones",
          },
        ]),
    ...countFaults("publicSubnetIds", attributes),
    ...countFaults("intraSubnetIds", attributes),
  ];
}

function subnetIdFaults(path: SubnetList, attributes: NetworkAttributes): Fault[] {
  const ids = knownIds(attributes[path]);
  const malformed = ids.filter((id) => !isIdOf("subnet", id));
  return [
    ...(malformed.length === 0
      ? []
      : [
          {
            path,
            problem: "holds what is no id of a subnet",
            got: malformed,
            allowed: "subnet- and 8 or 17 hexadecimal digits",
            fix: "look them up in the VPC console",
          },
        ]),
    ...repeatedFaults(path, ids),
  ];
}

/** One subnet can't be public and private: it has one route table. */
function sharedSubnetFaults(attributes: NetworkAttributes): Fault[] {
  const lists = (["publicSubnetIds", "privateSubnetIds", "intraSubnetIds"] as const).map((path) => knownIds(attributes[path]));
  const shared = lists.flatMap((list, index) => list.filter((id) => lists.slice(index + 1).some((other) => other.includes(id))));
  return shared.length === 0
    ? []
    : [{ path: "subnets", problem: "stand in two lists", got: shared, fix: "put each into the list of its route table's kind" }];
}

/** The lists speak of the same zones in the same order, so they are of one length; or a list is empty. */
function countFaults(path: SubnetList, attributes: NetworkAttributes): Fault[] {
  const [ids, privateIds] = [attributes[path] ?? [], attributes.privateSubnetIds];
  if (Token.isUnresolved(ids) || Token.isUnresolved(privateIds) || ids.length === 0 || ids.length === privateIds.length) {
    return [];
  }
  return [
    {
      path,
      problem: "does not name one subnet for each zone of privateSubnetIds",
      got: ids,
      allowed: `${privateIds.length} subnets, or none`,
      fix: "name one subnet of each zone, in the same order",
    },
  ];
}

function knownIds(ids: readonly string[] | undefined): readonly string[] {
  return ids === undefined || Token.isUnresolved(ids) ? [] : ids.filter((id) => !isReference(id));
}

function isIdOf(kind: "vpc" | "subnet", id: string): boolean {
  return isReference(id) || new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id);
}

/** A token, or an expression of Terraform written out. */
function isReference(id: string): boolean {
  return Token.isUnresolved(id) || id.startsWith("${");
}
