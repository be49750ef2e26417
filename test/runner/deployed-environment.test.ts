import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ProjectFolders, projectFolders } from "../../local/project-folders";
import { environmentIsDeployed } from "../engines/deployed-environment";

const alive = () => Promise.resolve({ pid: 1, port: 4566, bootId: "boot", endpoint: "http://127.0.0.1:4566" });
const dead = () => Promise.resolve(undefined);

describe("environmentIsDeployed", () => {
  let project: string;
  let folders: ProjectFolders;
  const state = (text: string) => {
    mkdirSync(folders.state, { recursive: true });
    writeFileSync(join(folders.state, "local-logs.tfstate"), text);
  };

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "deployed-environment-"));
    writeFileSync(join(project, "cdktf.json"), "{}");
    folders = projectFolders(project);
  });
  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it("is so when a state has resources and the emulator lives", async () => {
    state(JSON.stringify({ resources: [{}] }));
    expect(await environmentIsDeployed(folders, alive)).toBe(true);
  });

  it("is not so once the emulator has died", async () => {
    state(JSON.stringify({ resources: [{}] }));
    expect(await environmentIsDeployed(folders, dead)).toBe(false);
  });

  it("is not so without states, or with empty ones", async () => {
    expect(await environmentIsDeployed(folders, alive)).toBe(false);
    state(JSON.stringify({ resources: [] }));
    expect(await environmentIsDeployed(folders, alive)).toBe(false);
  });

  it("counts half a state as one with resources", async () => {
    state('{ "resources": [{ "mo');
    expect(await environmentIsDeployed(folders, alive)).toBe(true);
    expect(await environmentIsDeployed(folders, dead)).toBe(false);
  });
});
