import Table from "cli-table3";
import picocolors from "picocolors";
import { IDLE_SECONDS } from "../emulator/emulator-process";
import { defectsOf, resourcesOf, type Row, secondsOf, type UpSummary } from "./summary";

type Colours = ReturnType<typeof picocolors.createColors>;

/** The summary as a person reads it in a terminal. */
export function summaryText(summary: UpSummary, colours: Colours = picocolors): string {
  const defects = defectsOf(summary);
  const types = summary.types.emulated.length + summary.types.standIn.length;
  const headline =
    defects.length === 0
      ? colours.green(`Environment ${summary.environment} is deployed and proved.`)
      : colours.red(`Environment ${summary.environment} is deployed, but ${defects.length} of the proofs failed.`);
  return [
    "",
    colours.bold(headline),
    `${resourcesOf(summary)} resources of ${types} types in ${summary.stacks.length} stacks, ${secondsOf(summary)} s.`,
    "",
    stackTable(summary, colours),
    "",
    table(["", ""], facts(summary), colours, false),
    "",
    `Archived log groups: events that were written now, and found in the archive by SQL`,
    groupsTable(summary, colours),
    "",
    `Saved query ${colours.bold(summary.query.name)} on the archive:`,
    rowsTable(summary.query.rows, colours),
    ...defects.map((defect) => colours.red(`Defect: ${defect}.`)),
    ...summary.requests.lastRefusals.slice(-3).map((refusal) => colours.yellow(`Refused request: ${refusal}`)),
    "",
    `The embedded AWS stays at ${summary.endpoint} until nobody has asked it for ${IDLE_SECONDS / 3600} hours. Next: ${colours.bold("npm run local")} applies changes, ${colours.bold(
      "npm run local:destroy",
    )} removes everything.`,
    "",
  ].join("\n");
}

function stackTable(summary: UpSummary, colours: Colours): string {
  const rows = summary.stacks.map(({ name, resources, types, emptySecondPlan }) => [
    name,
    String(resources),
    String(types),
    emptySecondPlan ? colours.green("empty") : colours.red("changes"),
  ]);
  return table(["stack", "resources", "types", "second plan"], rows, colours);
}

function groupsTable({ archive }: UpSummary, colours: Colours): string {
  const rows = archive.groups.map(({ logGroup, written, found, prefixes }) => {
    const folders = prefixes.map((prefix) => prefix.split("/").slice(5, -1).join("/")).filter((folder) => folder !== "");
    const result = found === written && written > 0 ? colours.green(String(found)) : colours.red(String(found));
    return [logGroup, String(written), result, folders.length === 0 ? "the hour itself" : folders.join(", ")];
  });
  return table(["log group", "written", "found", "folder"], rows, colours);
}

function facts({ types, notDeployed, archive, requests, providerSource, steps }: UpSummary): string[][] {
  // A type without an underscore is a provider.
  const left = Object.entries(notDeployed).map(([type, count]) =>
    type.includes("_") ? `${count} ${type}` : `the ${type} provider`,
  );
  return [
    ["emulated types", String(types.emulated.length)],
    [
      "stand-in types",
      String(types.standIn.length) + (types.standIn.length > 0 ? ", stored and checked, without behaviour:" : ""),
    ],
    ...wrapped(types.standIn.map((type) => type.replace(/^aws_/, ""))).map((line) => ["", line]),
    ["planned only", types.plannedOnly.length === 0 ? "none" : types.plannedOnly.join(", ")],
    ["not deployed", left.length === 0 ? "nothing" : `${left.join(", ")} (kubernetes: "none")`],
    ["requests", `${requests.checked} checked against AWS's API model, ${requests.refused} refused`],
    ["archive", `s3://${archive.bucket}`],
    [
      "Parquet",
      archive.convertedByProver
        ? "converted by this prover from the Glue table's columns (the emulator does not)"
        : "by Firehose",
    ],
    ["provider", providerSource],
    ["time", steps.map(({ step, seconds }) => `${step} ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`).join(", ")],
  ];
}

const LINE_WIDTH = 88;

/** Names in lines that fit a terminal beside the first column. */
function wrapped(names: readonly string[]): string[] {
  return names.reduce<string[]>((lines, name) => {
    const last = lines.at(-1);
    return last === undefined || last.length + name.length + 2 > LINE_WIDTH
      ? [...lines, name]
      : [...lines.slice(0, -1), `${last}, ${name}`];
  }, []);
}

function rowsTable(rows: readonly Row[], colours: Colours): string {
  const first = rows[0];
  if (first === undefined) {
    return "  no rows";
  }
  const columns = Object.keys(first);
  const cells = rows.map((row) => columns.map((column) => cell(row[column])));
  return table(columns, cells, colours);
}

const CELL_WIDTH = 48;

// A row stays on its line: messages are cut, everything is in `--json`.
function cell(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
  return text.length > CELL_WIDTH ? `${text.slice(0, CELL_WIDTH - 3)}...` : text;
}

/** Columns apart by blanks, without lines: it stays readable when copied into a ticket. */
function table(head: readonly string[], rows: readonly (readonly string[])[], colours: Colours, headed = true): string {
  const none = Object.fromEntries(
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right", "left", "left-mid"]
      .concat(["mid", "mid-mid", "right", "right-mid", "middle"])
      .map((part) => [part, ""]),
  );
  const layout = new Table({
    ...(headed ? { head: head.map((name) => colours.dim(name)) } : {}),
    chars: none,
    style: { "padding-left": 2, "padding-right": 1, head: [], border: [] },
  });
  layout.push(...rows.map((row) => [...row]));
  return layout
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
