import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Expectation } from "./expectation";

/** Every expectation under `athena/`, found by its file: to test a new query one writes one file. */
export async function expectations(): Promise<readonly Expectation[]> {
  const folder = join(__dirname, "athena");
  // Beside the compiled files lie declarations.
  const files = readdirSync(folder).filter((file) => /\.expectation\.[jt]s$/.test(file));
  const modules = await Promise.all(
    files.sort().map((file) => import(join(folder, file)) as Promise<{ expectation: Expectation }>),
  );
  return modules.map(({ expectation }) => expectation);
}
