import { existsSync } from "node:fs";
import type { TerraformCliConfig } from "./provider-mirror";

/** The one environment that this driver deploys. */
export const ENVIRONMENT = "local";
export const REGION = "eu-central-1";

/** The process environment of cdktf and Terraform. */
export function terraformEnvironment(endpoint: string, config: TerraformCliConfig, base = process.env): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...withoutSettingsOfThePerson(base),
    ENVIRONMENT,
    LOCAL_AWS_ENDPOINT: endpoint,
    // Quiet: no telemetry, no version check, no spinner, no colour codes in the log.
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "1",
    CI: "1",
    FORCE_COLOR: "0",
    NO_COLOR: "1",
    TF_CLI_ARGS: "-no-color",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    AWS_EC2_METADATA_DISABLED: "true",
    // A provider that links into a mirror needs no second copy in cdktf's cache.
    ...(config.source === "mirror" ? { CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" } : {}),
  };
  if (config.configFile !== undefined) {
    env["TF_CLI_CONFIG_FILE"] = config.configFile;
  } else if (env["TF_CLI_CONFIG_FILE"] !== undefined && !existsSync(env["TF_CLI_CONFIG_FILE"])) {
    delete env["TF_CLI_CONFIG_FILE"];
  }
  return env;
}

// Real credentials, workspaces and log levels of the person have no business in the embedded AWS.
function withoutSettingsOfThePerson(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(AWS_(?!CA_BUNDLE)|TF_(?!CLI_CONFIG_FILE$|PLUGIN_CACHE_DIR$|LOG)|CDKTF_CONTEXT_JSON$)/;
  return Object.fromEntries(Object.entries(base).filter(([name]) => !ours.test(name)));
}
