import Table from "cli-table3";
import { Command, InvalidArgumentError } from "commander";
import { ENVIRONMENTS } from "../environments";
import type { Environment } from "../environments/environment";
import { type ExpectedMetrics, expectedMetrics } from "../stacks/expected-metrics";

/** Prints how many active series each environment is expected to have, and what AMP asks for them. Runs as `npm run metrics:cost`. */
interface Options {
  readonly json?: true;
  readonly podsPerNode?: number;
  readonly containersPerPod?: number;
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) {
    throw new InvalidArgumentError(`${text} is no number above 0.`);
  }
  return value;
}

function print({ json, ...pods }: Options): void {
  const rows = ENVIRONMENTS.map((environment) => ({ environment, ...expectedMetrics(environment, pods) }));
  if (json === true) {
    const data = rows.map(({ environment: { name, metrics }, ...expected }) => {
      const { collector, maxActiveSeries } = metrics;
      return { environment: name, collector, maxActiveSeries, ...expected };
    });
    console.log(JSON.stringify(data, null, 2));
    return;
  }
  const table = new Table({
    head: ["environment", "collector", "nodes", "active series", "limit", "samples a month", "USD a month"],
    style: { head: [], border: [] },
    colAligns: ["left", "left", "right", "right", "right", "right", "right"],
  });
  table.push(...rows.map(rowOf));
  console.log(table.toString());
  console.log(
    "With the fewest and the most nodes, without applications' own metrics, storage, queries and a managed scraper's own price " +
      "(us-east-1, recalled 2026-11).",
  );
}

function rowOf(row: { environment: Environment; fewestNodes: ExpectedMetrics; mostNodes: ExpectedMetrics }): string[] {
  const { environment, fewestNodes, mostNodes } = row;
  const both = (value: (expected: ExpectedMetrics) => number, format = (count: number) => whole.format(count)) =>
    [...new Set([fewestNodes, mostNodes].map((expected) => format(value(expected))))].join(" to ");
  const { collector, maxActiveSeries } = environment.metrics;
  return [
    environment.name,
    collector,
    both(({ nodes }) => nodes),
    both(({ series }) => series),
    maxActiveSeries === undefined ? "none" : whole.format(maxActiveSeries),
    both(
      ({ samplesPerMonth }) => samplesPerMonth,
      (count) => `${whole.format(count / 1e6)} M`,
    ),
    both(({ usdPerMonth }) => usdPerMonth),
  ];
}

new Command("metrics:cost")
  .description("Expected active series of each environment, and the price of writing them to AMP.")
  .option("--json", "as JSON, job by job")
  .option("--pods-per-node <number>", "20 unless told", positive)
  .option("--containers-per-pod <number>", "1.3 unless told", positive)
  .action(print)
  .parse();
