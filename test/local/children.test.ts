import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Children } from "../../local/process/children";
import { procEntry, runningProcesses, withDescendants } from "../../local/process/process-table";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "children-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const script = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
};
const contents = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");
const runs = (pid: number) => runningProcesses().some((entry) => entry.pid === pid);
async function eventually(condition: () => boolean): Promise<void> {
  for (let round = 0; round < 100 && !condition(); round += 1) {
    await sleep(50);
  }
  expect(condition()).toBe(true);
}

describe("Children", () => {
  it("runs a program, gives its lines and its exit code, and keeps the output", async () => {
    const lines: string[] = [];
    const log = join(folder, "log");
    const code = await new Children().run("sh", ["-c", "echo one; echo two >&2; exit 3"], {
      cwd: folder,
      env: process.env,
      log,
      onLine: (line) => lines.push(line),
    });
    expect([code, lines.sort()]).toEqual([3, ["one", "two"]]);
    expect(contents("log").trim().split("\n").sort()).toEqual(["one", "two"]);
  });

  it("ends a whole family: Terraform is asked first, what ignores it is killed, also in another session", async () => {
    // As cdktf: the middle one starts Terraform and a provider in a session of their own.
    script(
      "terraform",
      "#!/bin/sh\ntrap 'echo written > state; exit 0' INT\necho $$ > terraform.pid\nwhile :; do sleep 0.1; done\n",
    );
    script("provider.cjs", 'for (const s of ["SIGINT","SIGTERM","SIGHUP"]) process.on(s, () => {});setInterval(() => {}, 1000);');
    script(
      "cli.cjs",
      `const { spawn } = require("node:child_process");
       spawn("./terraform", { detached: true, stdio: "ignore" });
       const provider = spawn(process.execPath, ["provider.cjs"], { detached: true, stdio: "ignore" });
       require("node:fs").writeFileSync("provider.pid", String(provider.pid));
       setInterval(() => {}, 1000);`,
    );
    const children = new Children();
    const ended = children.run(process.execPath, ["cli.cjs"], { cwd: folder, env: process.env });
    await eventually(() => contents("terraform.pid") !== "" && contents("provider.pid") !== "");
    await sleep(300);
    const pids = [Number(contents("terraform.pid")), Number(contents("provider.pid"))];
    expect(pids.map(runs)).toEqual([true, true]);

    await children.stopAll(5_000);

    expect(contents("state")).toBe("written\n");
    expect(pids.map(runs)).toEqual([false, false]);
    expect(await ended).not.toBe(0);
  });
});

describe("procEntry", () => {
  const rest = `${Array.from({ length: 17 }, () => "0").join(" ")} 991 0`;

  it("reads a program's name with blanks and brackets", () => {
    expect(procEntry(7, `7 (a (b) c) S 3 ${rest}`)).toEqual([{ pid: 7, parent: 3, started: "991", program: "a (b) c" }]);
  });

  it("leaves out the dead", () => {
    expect(procEntry(7, `7 (sh) Z 3 ${rest}`)).toEqual([]);
  });
});

describe("withDescendants", () => {
  it("follows parents down, whatever the order of the table", () => {
    const entry = (pid: number, parent: number) => ({ pid, parent, started: "", program: "" });
    const table = [entry(4, 3), entry(3, 2), entry(2, 1), entry(9, 8)];
    expect(withDescendants(table, [2]).map(({ pid }) => pid)).toEqual([4, 3, 2]);
  });
});
