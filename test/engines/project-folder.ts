import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder with package.json, found from this file upwards: the same from `test/` and from `dist/test/`. */
export const PROJECT_FOLDER = folderWithPackage(__dirname);

/** Where everything that a test run may keep between runs lives: engines, plans, logs, results. */
export const CACHE_FOLDER = join(PROJECT_FOLDER, ".cache");

function folderWithPackage(start: string): string {
  if (existsSync(join(start, "package.json"))) {
    return start;
  }
  const parent = dirname(start);
  if (parent === start) {
    throw new Error("No package.json above this file: run the tests from a checkout of the project.");
  }
  return folderWithPackage(parent);
}
