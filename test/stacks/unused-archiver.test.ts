import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpile } from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** A process of its own, because here cdktf is loaded already. Says which modules of archiver it holds, and where the asset went. */
const makeAsset = `
  const { App, AssetType, TerraformAsset, TerraformStack } = require("cdktf");
  const [folder, outdir] = process.argv.slice(1);
  const app = new App({ outdir, skipValidation: true });
  const stack = new TerraformStack(app, "stack");
  const asset = new TerraformAsset(stack, "Asset", { path: folder, type: AssetType.ARCHIVE });
  app.synth();
  const loaded = Object.keys(require.cache).filter((path) => /[\\\\/](archiver|lodash|zip-stream)[\\\\/]/.test(path));
  console.log(JSON.stringify({ zip: outdir + "/stacks/stack/" + asset.path, loaded: loaded.length }));
`;
const withoutArchiver = transpile(readFileSync(join(__dirname, "../../stacks/unused-archiver.ts"), "utf8"), {
  module: ModuleKind.CommonJS,
  target: ScriptTarget.ES2022,
});

describe("unused-archiver", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "unused-archiver-"));
    mkdirSync(join(folder, "asset"));
    writeFileSync(join(folder, "asset/file.txt"), "text");
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function made(first: string, outdir: string): { readonly zip: string; readonly loaded: number } {
    const args = ["-e", `${first};${makeAsset}`, join(folder, "asset"), join(folder, outdir)];
    const environment = { ...process.env, NODE_OPTIONS: "" };
    const text = execFileSync(process.execPath, args, { cwd: join(__dirname, "../.."), encoding: "utf8", env: environment });
    return JSON.parse(text) as { zip: string; loaded: number };
  }

  it("keeps archiver out of the process, and assets are zipped all the same", () => {
    const before = made("", "before");
    const after = made(withoutArchiver, "after");
    expect(before.loaded).toBeGreaterThan(20);
    expect(after.loaded).toBe(1);
    for (const { zip } of [before, after]) {
      expect(readFileSync(zip).subarray(0, 2).toString()).toBe("PK");
    }
  });
});
