import { type NameLimit, nameFaults } from "../core/physical-name";
import type { Fault } from "../core/validation";

/** What is wrong with a name for X-Ray, which keeps `Default` for itself. */
export function xrayNameFaults(path: string, name: string, limit: NameLimit): Fault[] {
  if (name === "Default") {
    return [{ path, problem: "is a name that X-Ray keeps for itself", got: name, fix: "choose another name" }];
  }
  return nameFaults(path, name, limit);
}
