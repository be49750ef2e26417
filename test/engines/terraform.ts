import { outputOf } from "./command";
import { atLeast, type Engine, type FoundEngine, type MissingEngine, onPath } from "./engine";

/** The oldest Terraform with everything that the stacks use (write-only arguments, `use_lockfile`). */
const LEAST_VERSION = "1.11.0";

/** Terraform itself: a prerequisite of the project, so that it is found and never installed. */
export const terraform: Engine = {
  name: "terraform",
  purpose: "validates and plans every environment",

  async find(): Promise<FoundEngine | MissingEngine> {
    const path = onPath("terraform");
    if (path === undefined) {
      return { reason: `terraform is not on the PATH; install Terraform ${LEAST_VERSION} or newer` };
    }
    const text = await outputOf(path, ["version", "-json"], { timeoutSeconds: 30, env: TERRAFORM_QUIET });
    const version = (JSON.parse(text) as { terraform_version: string }).terraform_version;
    return atLeast(version, LEAST_VERSION)
      ? { path, version }
      : { reason: `Terraform ${version} is too old; install ${LEAST_VERSION} or newer` };
  },

  install(): Promise<FoundEngine> {
    return Promise.reject(
      new Error(`Terraform ${LEAST_VERSION} or newer is needed on the PATH; see the README's prerequisites.`),
    );
  },
};

/** Keeps Terraform from asking, from looking for its own updates and from a configuration file that may not exist. */
export const TERRAFORM_QUIET: Readonly<Record<string, string | undefined>> = {
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  TF_CLI_CONFIG_FILE: undefined,
};
