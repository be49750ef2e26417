import type { App, TerraformStack } from "cdktf";
import type { Environment } from "../environments/environment";
import { ClusterStack } from "./cluster-stack";
import { NetworkStack } from "./network-stack";

/** What an environment's stacks need beside the environment itself. */
export interface EnvironmentStacksOptions {
  /**
   * Address of the AWS emulator, for environments whose target is `emulator`.
   * @default "http://127.0.0.1:4566"
   */
  readonly emulatorUrl?: string;
}

/** Adds every stack of an environment to an app, in the order in which they are deployed. */
export function addEnvironment(app: App, environment: Environment, options: EnvironmentStacksOptions = {}): TerraformStack[] {
  const shared = { environment, emulatorUrl: options.emulatorUrl ?? "http://127.0.0.1:4566" };
  const network = new NetworkStack(app, shared);
  const cluster = new ClusterStack(app, { ...shared, network: network.network });
  return [network, cluster];
}
