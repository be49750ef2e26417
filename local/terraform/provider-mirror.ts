import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { LocalFault } from "../local-fault";

/** Where Terraform will take its providers from. */
export interface TerraformCliConfig {
  /** Value for `TF_CLI_CONFIG_FILE`; undefined leaves Terraform to its defaults. */
  readonly configFile: string | undefined;
  /** `configuration`: the person's own configuration decides, and is left alone. */
  readonly source: "registry" | "mirror" | "configuration";
  /** Versions of hashicorp/aws in the mirror that the local environment accepts; empty when there is no mirror. */
  readonly awsVersions: string[];
  /** The folder above `registry.terraform.io`. */
  readonly mirrorPath?: string;
}

/** What the search looks at; tests give their own. */
export interface MirrorSearch {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Folders that Terraform reads without being told. */
  readonly impliedFolders: readonly string[];
  /** Folders below which a mirror is looked for. */
  readonly systemFolders: readonly string[];
  /** `<os>_<architecture>` in Go's words. */
  readonly platform: string;
}

const HOST = "registry.terraform.io";
/** `registry.terraform.io` itself may lie this deep below a system folder. */
const DEPTH = 3;
// Terraform's caches and module folders have the same layout, but they are not mirrors: Terraform writes into them.
const NOT_SEARCHED = new Set(["node_modules", ".git", ".cache", ".terraform", "plugin-cache", "cdktf.out", "proc", "sys"]);

/**
 * Decides where providers come from: `TF_PLUGIN_MIRROR`; Terraform's own configuration; its implied folders; a mirror in the
 * usual system places; the registry. Writes a configuration into `workDir` where Terraform has to be told.
 */
export async function terraformCliConfig(workDir: string, search: MirrorSearch = thisMachine()): Promise<TerraformCliConfig> {
  const asked = search.env["TF_PLUGIN_MIRROR"];
  if (asked !== undefined && asked !== "") {
    return mirrorOf(workDir, askedMirror(asked, search.platform), search.platform);
  }
  const own = [search.env["TF_CLI_CONFIG_FILE"], join(search.home, ".terraformrc")].find((file) => file && existsSync(file));
  if (own !== undefined) {
    return { configFile: own, source: "configuration", awsVersions: [] };
  }
  const implied = search.impliedFolders.find((folder) => awsVersionsIn(folder, search.platform).length > 0);
  if (implied !== undefined) {
    return { configFile: undefined, source: "mirror", awsVersions: awsVersionsIn(implied, search.platform), mirrorPath: implied };
  }
  const found = search.systemFolders
    .flatMap((folder) => mirrorsBelow(folder, DEPTH))
    .find((folder) => awsVersionsIn(folder, search.platform).length > 0);
  return found === undefined
    ? { configFile: undefined, source: "registry", awsVersions: [] }
    : mirrorOf(workDir, found, search.platform);
}

/** Versions of hashicorp/aws for a platform in a mirror (packed or unpacked) that the local environment accepts. */
export function awsVersionsIn(mirror: string, platform: string): string[] {
  const folder = join(mirror, HOST, "hashicorp", "aws");
  const unpacked = entries(folder).filter((version) => existsSync(join(folder, version, platform)));
  const packed = entries(folder).flatMap((file) => /^terraform-provider-aws_(.+?)_(.+)\.zip$/.exec(file)?.slice(1) ?? []);
  const packedVersions = packed.filter((_, index) => index % 2 === 0 && packed[index + 1] === platform);
  return [...new Set([...unpacked, ...packedVersions])].filter(isAccepted).sort();
}

// As `terraform.required_providers` of the local environment says: from 5.100.0, below 7.
function isAccepted(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 6 || (major === 5 && minor >= 100);
}

function askedMirror(folder: string, platform: string): string {
  const mirror = basename(folder) === HOST ? dirname(folder) : folder;
  if (awsVersionsIn(mirror, platform).length === 0) {
    throw new LocalFault(
      `TF_PLUGIN_MIRROR names ${folder}, which holds no hashicorp/aws from 5.100.0 to below 7 for ${platform}; name the folder above ${HOST}, or unset the variable to use the Terraform registry.`,
    );
  }
  return mirror;
}

async function mirrorOf(workDir: string, mirrorPath: string, platform: string): Promise<TerraformCliConfig> {
  const configFile = join(workDir, "terraform.rc");
  await mkdir(workDir, { recursive: true });
  await writeFile(configFile, mirrorConfiguration(mirrorPath, providersIn(mirrorPath)));
  return { configFile, source: "mirror", awsVersions: awsVersionsIn(mirrorPath, platform), mirrorPath };
}

/** Terraform's configuration for a mirror: what the mirror lacks still comes from the registry. */
export function mirrorConfiguration(mirrorPath: string, providers: readonly string[]): string {
  const list = JSON.stringify(providers);
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirrorPath)}
    include = ${list}
  }
  direct {
    exclude = ${list}
  }
}
`;
}

function providersIn(mirror: string): string[] {
  const host = join(mirror, HOST);
  return entries(host).flatMap((namespace) => entries(join(host, namespace)).map((name) => `${HOST}/${namespace}/${name}`));
}

/** Folders that hold a `registry.terraform.io`, which itself lies at most `depth` levels below. */
export function mirrorsBelow(folder: string, depth: number): string[] {
  const children = entries(folder);
  const here = children.includes(HOST) ? [folder] : [];
  if (depth <= 1) {
    return here;
  }
  const below = children.filter((name) => name !== HOST && !NOT_SEARCHED.has(name));
  return [...here, ...below.flatMap((name) => mirrorsBelow(join(folder, name), depth - 1))];
}

// Links are not followed when searching: they may lead anywhere.
function entries(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.name.endsWith(".zip") || entry.name === HOST)
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function thisMachine(): MirrorSearch {
  const home = homedir();
  const architectures: Record<string, string> = { x64: "amd64", ia32: "386" };
  return {
    env: process.env,
    home,
    impliedFolders: [
      join(home, ".terraform.d", "plugins"),
      join(home, ".local", "share", "terraform", "plugins"),
      join(home, "Library", "Application Support", "io.terraform", "plugins"),
      "/usr/local/share/terraform/plugins",
      "/usr/share/terraform/plugins",
    ],
    systemFolders: ["/opt", "/usr/local", "/usr/share", "/usr/lib", "/var/lib", "/srv", home],
    platform: `${process.platform}_${architectures[process.arch] ?? process.arch}`,
  };
}
