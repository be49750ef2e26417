import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { promtool } from "../engines/promtool";

describe("promtool on the PATH", () => {
  let folder: string;
  const onPathWith = (version: string) => {
    const path = join(folder, "promtool");
    writeFileSync(path, `#!/bin/sh\necho "promtool, version ${version} (branch: HEAD)"\n`, { mode: 0o755 });
    vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "promtool-"));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it.each(["2.42.0+ds", "2.53.1", "3.5.0"])("is taken when it is %s", async (version) => {
    const path = onPathWith(version);
    expect(await promtool.find()).toEqual({ path, version });
  });

  it.each(["2.41.9", "1.8.2", "unknown"])("is not taken when it is %s", async (version) => {
    const path = onPathWith(version);
    const found = await promtool.find();
    // A machine that has run the tests before has another one in its cache.
    if ("reason" in found) {
      expect(found.reason).toBe(`promtool ${version} at ${path} is older than 2.42.0`);
    } else {
      expect(found.path).not.toBe(path);
    }
  });
});
