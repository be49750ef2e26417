import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

/** A running process. `started` tells it from a later one with the same id. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly started: string;
  /** Name of its program, at most 15 characters on Linux. */
  readonly program: string;
}

/** All processes of the machine, without the dead ones that wait for their parent. */
export function runningProcesses(): ProcessEntry[] {
  return process.platform === "linux" ? fromProc() : fromPs();
}

/** The given processes and everything below them. */
export function withDescendants(table: readonly ProcessEntry[], roots: readonly number[]): ProcessEntry[] {
  const found = new Set(roots);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    table.filter(({ parent }) => found.has(parent)).forEach(({ pid }) => found.add(pid));
  }
  return table.filter(({ pid }) => found.has(pid));
}

// Slim container images have no `ps`.
function fromProc(): ProcessEntry[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return procEntry(Number(name), readFileSync(`/proc/${name}/stat`, "utf8"));
      } catch {
        return []; // gone meanwhile
      }
    });
}

/** One line of `/proc/<pid>/stat`: the program stands in brackets and may hold blanks and brackets itself. */
export function procEntry(pid: number, stat: string): ProcessEntry[] {
  const close = stat.lastIndexOf(")");
  const fields = stat.slice(close + 2).split(" ");
  const [state, parent, started] = [fields[0], fields[1], fields[19]];
  if (state === "Z" || parent === undefined || started === undefined) {
    return [];
  }
  return [{ pid, parent: Number(parent), started, program: stat.slice(stat.indexOf("(") + 1, close) }];
}

function fromPs(): ProcessEntry[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,state=,lstart=,comm="], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const parts = line.trim().split(/\s+/);
    const [pid, parent, state] = parts;
    if (pid === undefined || parent === undefined || state === undefined || state.startsWith("Z")) {
      return [];
    }
    const program = parts.slice(8).join(" ").split("/").pop() ?? "";
    return [{ pid: Number(pid), parent: Number(parent), started: parts.slice(3, 8).join(" "), program }];
  });
}
