import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EmulatorProcess, startFault } from "../../local/emulator/emulator-process";
import { forgetEmulator, readRecord, runningEmulator, writeRecord } from "../../local/emulator/emulator-record";
import { fingerprint, pipFault } from "../../local/emulator/python-environment";
import { type ProjectFolders, projectFolders } from "../../local/project-folders";

let root: string;
let folders: ProjectFolders;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "record-"));
  writeFileSync(join(root, "cdktf.json"), "{}");
  folders = projectFolders(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const record = { pid: 4711, port: 4566, bootId: "first" };
const health = { pid: 4711, bootId: "first", version: "1", account: "123456789012" };

describe("runningEmulator", () => {
  it("is the recorded one when it answers with the same boot", async () => {
    writeRecord(folders, record);
    expect(await runningEmulator(folders, async () => health)).toEqual({ ...record, endpoint: "http://127.0.0.1:4566" });
  });

  it.each([
    ["nobody answers", undefined],
    ["another start answers", { ...health, bootId: "second" }],
    ["another process answers", { ...health, pid: 4712 }],
  ])("is none when %s", async (_, answer) => {
    writeRecord(folders, record);
    expect(await runningEmulator(folders, async () => answer)).toBeUndefined();
  });

  it("asks nobody without a record", async () => {
    const refuse = () => Promise.reject(new Error("asked"));
    expect(await runningEmulator(folders, refuse)).toBeUndefined();
  });

  it.each(["", "{}", '{"pid":"4711"}'])("takes %j for no record", (text) => {
    mkdirSync(folders.work, { recursive: true });
    writeFileSync(join(folders.work, "emulator.json"), text);
    expect(readRecord(folders)).toBeUndefined();
  });

  it("forgets the states with the emulator, because their resources died with it", () => {
    writeRecord(folders, record);
    mkdirSync(folders.state, { recursive: true });
    forgetEmulator(folders);
    expect([existsSync(folders.state), readRecord(folders)]).toEqual([false, undefined]);
  });
});

describe("EmulatorProcess", () => {
  it("reuses an emulator at its port or at any, and refuses another port", async () => {
    const server = createServer((_, response) => response.end(JSON.stringify(health))).listen(0, "127.0.0.1");
    try {
      await new Promise((resolve) => server.once("listening", resolve));
      const { port } = server.address() as AddressInfo;
      writeRecord(folders, { ...record, port });
      const emulator = new EmulatorProcess(folders);
      expect(await emulator.ensure("python3", 0)).toMatchObject({ emulator: { port }, reused: true });
      expect(await emulator.ensure("python3", port)).toMatchObject({ emulator: { port }, reused: true });
      await expect(emulator.ensure("python3", 1)).rejects.toThrow(
        `The embedded AWS runs at port ${port} already, and its resources can't move to port 1; leave --port out, or run npm run local:destroy first.`,
      );
      expect(readRecord(folders)?.port).toBe(port);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("faults of the emulator's start", () => {
  it("passes on what the emulator says of a port that is taken", () => {
    const fault = startFault("embedded AWS: port 4566 on 127.0.0.1 cannot be used (address already in use); choose another\n");
    expect(fault.message).toBe(
      "The embedded AWS can't start: port 4566 on 127.0.0.1 cannot be used (address already in use); choose another.",
    );
  });

  it("shows the last lines of anything else", () => {
    expect(startFault("a\nb\nc\nModuleNotFoundError: No module named 'moto'\n").details).toEqual([
      "b",
      "c",
      "ModuleNotFoundError: No module named 'moto'",
    ]);
  });

  it("shows pip's errors below one sentence", () => {
    const fault = pipFault("Looking in indexes\nERROR: No matching distribution found for moto==5.2.5\n");
    expect(fault.message).toMatch(/^pip could not install [^\n]*$/);
    expect(fault.details).toEqual(["ERROR: No matching distribution found for moto==5.2.5"]);
  });
});

describe("fingerprint", () => {
  it("changes with the packages and with the Python", () => {
    const prints = [fingerprint("moto==1", "3.11.7"), fingerprint("moto==2", "3.11.7"), fingerprint("moto==1", "3.12.0")];
    expect(new Set(prints).size).toBe(3);
  });
});
