import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LOG_GROUPS } from "../test/queries/events/streams";
import { WORKLOADS } from "../test/queries/events/application-events";
import { folderOfGroup, type LayoutName, writeLayouts, type WrittenLayouts } from "./archive-layouts";
import { ArchiveReader, type ArchiveQuestion, bytesOf, type Pruning } from "./archive-queries";
import { archiveReport, type MeasuredQuestion, type SmallFiles } from "./archive-report";
import { writeResults } from "./results-file";

/** The day that is asked about, and the hour in it. */
const DAY = "2026/11/20";
const HOUR = `${DAY}/14`;
const DAY_HOURS = Array.from({ length: 24 }, (_, hour) => `${DAY}/${String(hour).padStart(2, "0")}`);

/** The questions of the benchmark; each is asked of every layout and must find the same. */
export const QUESTIONS: readonly ArchiveQuestion[] = [
  ...Object.values(LOG_GROUPS)
    .flat()
    .map((group): ArchiveQuestion => ({
      name: `one group, one hour: \`${group}\``,
      hours: [HOUR],
      records: `loggroup = '${group}'`,
      folders: [folderOfGroup(group)],
    })),
  ...WORKLOADS.map(({ namespace, workload }): ArchiveQuestion => ({
    name: `one workload, one day: \`${namespace}/${workload}\``,
    hours: DAY_HOURS,
    records: `logstream LIKE '%\\_${namespace}\\_${workload}-%' ESCAPE '\\'`,
    folders: [`application/${namespace}.${workload}`],
  })),
  {
    name: "one trace, one day, all groups",
    hours: DAY_HOURS,
    records: "true",
    events: "contains(event.message, '4bf92f3577b34da6a3ce929d0e000007')",
  },
];

/** How the layouts are read. */
const READINGS: readonly (readonly [LayoutName, Pruning])[] = [
  ["predecessor", "everything"],
  ["predecessor", "day"],
  ["predecessor", "hour"],
  ["hours", "hour"],
  ["folders", "folder"],
];

/** Asks every question of every layout. */
export async function measureQuestions({ layouts }: WrittenLayouts): Promise<readonly MeasuredQuestion[]> {
  const reader = await ArchiveReader.open();
  try {
    const measured: MeasuredQuestion[] = [];
    for (const question of QUESTIONS) {
      const answers: MeasuredQuestion["answers"][number][] = [];
      for (const [layout, pruning] of READINGS) {
        answers.push({ layout, pruning, ...(await reader.ask(question, layouts[layout], pruning)) });
      }
      measured.push({ question, answers });
    }
    return measured;
  } finally {
    reader.close();
  }
}

/** Measures the archive's layouts against the predecessor's and writes a chapter of `bench/RESULTS.md`. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "archive-bench-"));
  try {
    const written = await writeLayouts({ folder: join(folder, "large"), hours: 25, eventsPerHour: 43_000, filesPerHour: 1 });
    console.log(`wrote ${written.events} events in ${Object.keys(written.layouts).length} layouts`);
    const measured = await measureQuestions(written);
    const small = await smallFiles(join(folder, "small"));
    const chapter = archiveReport(written, measured, small);
    writeResults(chapter);
    console.log(`\n${chapter}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What little traffic makes of the layouts: the same events, with the four files an hour that Firehose writes at least. */
async function smallFiles(folder: string): Promise<SmallFiles> {
  const { layouts, rawBytes } = await writeLayouts({ folder, hours: 13, eventsPerHour: 5_000, filesPerHour: 4 });
  const of = (name: LayoutName) => ({ bytes: bytesOf(layouts[name].files), files: layouts[name].files.length });
  return { rawBytes, hours: 13, predecessor: of("predecessor"), hoursLayout: of("hours"), folders: of("folders") };
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
