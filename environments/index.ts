import { throwFaults } from "../constructs/core/validation";
import { development } from "./development";
import type { Environment } from "./environment";
import { environmentSetFaults } from "./environment-set-faults";
import { local } from "./local";
import { production } from "./production";
import { staging } from "./staging";

/** Every environment of this repository. A new one is a file of values and a word in this list. */
export const ENVIRONMENTS: readonly Environment[] = [local, development, staging, production];

throwFaults("the set of environments", environmentSetFaults(ENVIRONMENTS));

/**
 * The environment with a name.
 *
 * @throws Error that lists the known names: an unknown one is never a default
 */
export function environmentByName(name: string): Environment {
  const found = ENVIRONMENTS.find((environment) => environment.name === name);
  if (!found) {
    const known = ENVIRONMENTS.map((environment) => environment.name).join(", ");
    throw new Error(
      `There is no environment "${name}". Known: ${known}. Choose one of them, or add it to environments/index.ts.`,
    );
  }
  return found;
}
