import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, totalmem, tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../test/engines/project-folder";
import { writeResults } from "./results-file";

/** How many environments are synthesised in one process, and how often each is measured. */
const SERIES = [
  { environments: 1, runs: 15 },
  { environments: 10, runs: 5 },
  { environments: 50, runs: 3 },
  { environments: 200, runs: 3 },
] as const;
const CHILD_SECONDS = 300;

interface Measured {
  readonly seconds: number;
  readonly mebibytes: number;
  readonly lines: readonly string[];
}

/** Measures synth against its floor and writes a chapter of `bench/RESULTS.md`. */
function main(): void {
  const modules = JSON.parse(synth(1).lines.at(-2)!) as string[];
  const input = JSON.stringify(modules);
  const measureFloor = (...args: string[]) => child("floor-child.js", args, { input });
  // Floors and synth take turns, so that a machine that gets slower or faster on the way does so for both.
  const rows = SERIES.map(({ environments, runs }) => {
    const turns = Array.from({ length: runs }, () => ({
      floor: measureFloor(),
      leanFloor: measureFloor("without-archiver"),
      synth: synth(environments),
    }));
    console.log(`${environments} environments: measured ${runs} times`);
    return {
      environments,
      floor: median(turns.map(({ floor }) => floor)),
      leanFloor: median(turns.map(({ leanFloor }) => leanFloor)),
      synth: median(turns.map(({ synth }) => synth)),
    };
  });
  const text = report(rows, modules.length);
  writeResults(text);
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

/** A number of environments with the medians of its runs and of the floors' runs between them. */
interface Row {
  readonly environments: number;
  readonly floor: Measured;
  /** The floor without `archiver`, which a synth here does not load. */
  readonly leanFloor: Measured;
  readonly synth: Measured;
}

/** The run with the median time. */
function median(runs: readonly Measured[]): Measured {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)]!;
}

function report(rows: readonly Row[], modules: number): string {
  const table = rows.map(({ environments, floor, synth }) => {
    const each = ((synth.seconds - floor.seconds) / environments) * 1000;
    const ratios = `${(synth.seconds / floor.seconds).toFixed(2)} | ${(synth.mebibytes / floor.mebibytes).toFixed(2)}`;
    return `| ${environments} | ${floor.seconds.toFixed(2)} | ${synth.seconds.toFixed(2)} | ${synth.mebibytes.toFixed(0)} | ${ratios} | ${each.toFixed(0)} |`;
  });
  const { floor, leanFloor, synth } = rows[0]!;
  return `# Synth: time and memory

Written by \`npm run bench\`. One process synthesises environments like production, each with a name, an account and a network of
its own. The floor is node starting and requiring cdktf and the same ${modules} provider modules; it is measured in turn with each
synth. Medians; the ratios are what to compare between machines.

Machine: ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform} ${process.arch}.

| environments | floor, seconds | synth, seconds | peak MiB | time / floor | memory / floor | ms per environment above the floor |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${table.join("\n")}

The floor loads cdktf whole, with the package archiver that a synth here leaves out (\`stacks/unused-archiver.ts\`). Against a floor
without it (${leanFloor.seconds.toFixed(2)} s in place of ${floor.seconds.toFixed(2)} s, measured in the same turns) one environment takes ${(synth.seconds / leanFloor.seconds).toFixed(2)} times as long and
${(synth.mebibytes / leanFloor.mebibytes).toFixed(2)} times the memory.
`;
}

main();
