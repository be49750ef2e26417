import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { awsVersionsIn, mirrorsBelow, type MirrorSearch, terraformCliConfig } from "../../local/terraform/provider-mirror";

const PLATFORM = "linux_amd64";
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mirror-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folder = (...parts: string[]) => {
  mkdirSync(join(root, ...parts), { recursive: true });
  return join(root, ...parts);
};
const mirrorAt = (path: string, version = "5.100.0", platform = PLATFORM) => {
  folder(path, "registry.terraform.io", "hashicorp", "aws", version, platform);
  return join(root, path);
};
const search = (changes: Partial<MirrorSearch> = {}): MirrorSearch => ({
  env: {},
  home: folder("home"),
  impliedFolders: [join(root, "implied")],
  systemFolders: [join(root, "system")],
  platform: PLATFORM,
  ...changes,
});
const config = (changes: Partial<MirrorSearch> = {}) => terraformCliConfig(join(root, "work"), search(changes));

describe("terraformCliConfig", () => {
  it("falls back to the registry when there is nothing else", async () => {
    expect(await config()).toEqual({ configFile: undefined, source: "registry", awsVersions: [] });
  });

  it("finds a mirror in a system folder and writes a configuration that names it", async () => {
    const mirror = mirrorAt("system/vendor/providers");
    const found = await config();
    expect(found).toMatchObject({ source: "mirror", awsVersions: ["5.100.0"], mirrorPath: mirror });
    const written = readFileSync(found.configFile!, "utf8");
    expect(written).toContain(`path    = "${mirror}"`);
    expect(written).toContain('exclude = ["registry.terraform.io/hashicorp/aws"]');
  });

  it("looks on when TF_CLI_CONFIG_FILE names a file that does not exist", async () => {
    mirrorAt("system");
    expect(await config({ env: { TF_CLI_CONFIG_FILE: join(root, "missing.rc") } })).toMatchObject({ source: "mirror" });
  });

  it("leaves a person's own configuration alone", async () => {
    mirrorAt("system");
    const own = join(folder("home"), ".terraformrc");
    writeFileSync(own, "");
    expect(await config()).toEqual({ configFile: own, source: "configuration", awsVersions: [] });
  });

  it("prefers TF_PLUGIN_MIRROR to everything, and takes its registry folder as well", async () => {
    const mirror = mirrorAt("asked", "6.25.0");
    writeFileSync(join(folder("home"), ".terraformrc"), "");
    for (const asked of [mirror, join(mirror, "registry.terraform.io")]) {
      const found = await config({ env: { TF_PLUGIN_MIRROR: asked } });
      expect(found).toMatchObject({ source: "mirror", mirrorPath: mirror, awsVersions: ["6.25.0"] });
    }
  });

  it("says so when TF_PLUGIN_MIRROR has no usable provider", async () => {
    const asked = mirrorAt("asked", "5.99.0");
    await expect(config({ env: { TF_PLUGIN_MIRROR: asked } })).rejects.toThrow(
      /TF_PLUGIN_MIRROR names .*holds no hashicorp\/aws/,
    );
  });

  it("lets Terraform read an implied folder by itself", async () => {
    const implied = mirrorAt("implied");
    mirrorAt("system");
    expect(await config()).toEqual({ configFile: undefined, source: "mirror", awsVersions: ["5.100.0"], mirrorPath: implied });
  });

  it.each([
    ["of another platform", "5.100.0", "darwin_arm64"],
    ["that is too old", "5.99.1", PLATFORM],
    ["that is too new", "7.0.0", PLATFORM],
  ])("passes over a provider %s", async (_, version, platform) => {
    mirrorAt("system", version, platform);
    expect((await config()).source).toBe("registry");
  });
});

describe("mirrorsBelow", () => {
  it("finds the registry's folder down to the third level, not below", () => {
    mirrorAt("system/a/b");
    mirrorAt("system/c/d/e");
    expect(mirrorsBelow(join(root, "system"), 3)).toEqual([join(root, "system/a/b")]);
  });

  it("does not take Terraform's own caches for mirrors", () => {
    mirrorAt("system/.terraform");
    mirrorAt("system/plugin-cache");
    expect(mirrorsBelow(join(root, "system"), 3)).toEqual([]);
  });
});

describe("awsVersionsIn", () => {
  it("reads packed mirrors too", () => {
    const host = folder("packed", "registry.terraform.io", "hashicorp", "aws");
    writeFileSync(join(host, "terraform-provider-aws_6.2.0_linux_amd64.zip"), "");
    writeFileSync(join(host, "terraform-provider-aws_6.3.0_darwin_arm64.zip"), "");
    expect(awsVersionsIn(join(root, "packed"), PLATFORM)).toEqual(["6.2.0"]);
  });
});
