import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, LocalBackend, S3Backend, type S3BackendConfig, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { LOCAL_AWS_PROVIDER_RANGE, TERRAFORM_REQUIRED_VERSION } from "../constructs/core/versions";
import type { Environment } from "../environments/environment";
import { DeletionProtection } from "./deletion-protection";
import { emulatorEndpoints } from "./emulator-endpoints";

/** What every stack of an environment is made of. */
export interface EnvironmentStackProps {
  /** The environment that the stack belongs to. */
  readonly environment: Environment;
  /** Address of the emulator; used by environments with target `emulator` only. */
  readonly emulatorUrl: string;
}

/**
 * Defines one Terraform state of an environment: its backend, the AWS provider with tags, and protection of what holds data.
 * The id is `<environment>-<stack>`; Terraform states are found by it, so changing it orphans them.
 */
export abstract class EnvironmentStack extends TerraformStack {
  /** The environment that the stack belongs to. */
  protected readonly environment: Environment;

  protected constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    super(scope, id);
    const { environment } = props;
    this.environment = environment;
    this.addOverride("terraform.required_version", TERRAFORM_REQUIRED_VERSION);
    this.addBackend();
    if (environment.target === "emulator") {
      this.addEmulatedProvider(props.emulatorUrl);
    } else {
      new AwsProvider(this, "Aws", {
        region: environment.location.region,
        // A plan made with another account's credentials must fail before it does anything.
        allowedAccountIds: [environment.location.account],
        defaultTags: [{ tags: { ...environment.tags } }],
      });
    }
    if (environment.deletionProtection) {
      Aspects.of(this).add(new DeletionProtection());
    }
  }

  /** Gives a person what is needed next, under a name that stays: `terraform output <name>`. */
  protected tell(name: string, description: string, value: unknown): void {
    new TerraformOutput(this, name, { value, description, staticId: true });
  }

  private addBackend(): void {
    const { state, name } = this.environment;
    if (state.kind === "local-files") {
      // Relative to cdktf.out/stacks/<stack>, so that the configuration is the same on every machine.
      new LocalBackend(this, { path: `../../../.local/state/${this.node.id}.tfstate` });
      return;
    }
    const config: S3BackendConfig & { readonly useLockfile: boolean } = {
      bucket: state.bucket,
      key: `${name}/${this.node.id}.tfstate`,
      region: this.environment.location.region,
      encrypt: true,
      useLockfile: true,
    };
    new S3Backend(this, config);
  }

  private addEmulatedProvider(url: string): void {
    const { region } = this.environment.location;
    new AwsProvider(this, "Aws", {
      region,
      accessKey: "local",
      secretKey: "local",
      s3UsePathStyle: true,
      skipCredentialsValidation: true,
      skipMetadataApiCheck: "true",
      skipRegionValidation: true,
      endpoints: [emulatorEndpoints(url)],
      defaultTags: [{ tags: { ...this.environment.tags } }],
    });
    this.addOverride("terraform.required_providers.aws.version", LOCAL_AWS_PROVIDER_RANGE);
  }
}
