import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem, tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../test/engines/project-folder";

/** How many environments are synthesised in one process, and how often each is measured. */
const SERIES = [
  { environments: 1, runs: 9 },
  { environments: 10, runs: 5 },
  { environments: 50, runs: 3 },
  { environments: 200, runs: 3 },
] as const;
const FLOOR_RUNS = 9;
const CHILD_SECONDS = 300;

interface Measured {
  readonly seconds: number;
  readonly mebibytes: number;
  readonly lines: readonly string[];
}

/** Measures synth against its floor and writes `bench/RESULTS.md`. */
function main(): void {
  const modules = JSON.parse(synth(1).lines.at(-2)!) as string[];
  const input = JSON.stringify(modules);
  const floor = median(FLOOR_RUNS, "floor", () => child("floor-child.js", [], { input }));
  const rows = SERIES.map(({ environments, runs }) => ({
    environments,
    ...median(runs, `${environments} environments`, () => synth(environments)),
  }));
  const text = report(floor, rows, modules.length);
  writeFileSync(join(PROJECT_FOLDER, "bench/RESULTS.md"), text);
  console.log(`\n${text}`);
}

function synth(environments: number): Measured {
  const outdir = mkdtempSync(join(tmpdir(), "synth-bench-"));
  try {
    return child("synth-child.js", [String(environments)], { outdir });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function child(file: string, args: readonly string[], { input, outdir }: { input?: string; outdir?: string }): Measured {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, file), ...args], {
    cwd: PROJECT_FOLDER,
    input: input ?? "",
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", ...(outdir === undefined ? {} : { CDKTF_OUTDIR: outdir }) },
    timeout: CHILD_SECONDS * 1000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) {
    throw new Error(`${file} ${args.join(" ")} did not end well:\n${stderr}`);
  }
  const lines = stdout.trimEnd().split("\n");
  return { seconds, mebibytes: Number(lines.at(-1)) / 1024, lines };
}

/** The run with the median time. */
function median(runs: number, name: string, measure: () => Measured): Measured {
  const measured = Array.from({ length: runs }, measure).sort((a, b) => a.seconds - b.seconds);
  const middle = measured[Math.floor(runs / 2)]!;
  console.log(`${name}: ${middle.seconds.toFixed(2)} s, ${middle.mebibytes.toFixed(0)} MiB (median of ${runs})`);
  return middle;
}

function report(floor: Measured, rows: readonly (Measured & { environments: number })[], modules: number): string {
  const table = rows.map(({ environments, seconds, mebibytes }) => {
    const each = ((seconds - floor.seconds) / environments) * 1000;
    const ratios = `${(seconds / floor.seconds).toFixed(2)} | ${(mebibytes / floor.mebibytes).toFixed(2)}`;
    return `| ${environments} | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} | ${ratios} | ${each.toFixed(0)} |`;
  });
  return `# Synth: time and memory

Written by \`npm run bench\`. One process synthesises environments like production, each with a name, an account and a network of
its own. The floor is node starting and requiring cdktf and the same ${modules} provider modules. Medians; the ratios are what to
compare between machines.

Machine: ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}.

| environments | seconds | peak MiB | time / floor | memory / floor | ms per environment above the floor |
| ---: | ---: | ---: | ---: | ---: | ---: |
| floor | ${floor.seconds.toFixed(2)} | ${floor.mebibytes.toFixed(0)} | 1 | 1 | |
${table.join("\n")}
`;
}

main();
