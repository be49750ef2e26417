import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The floor of a synth: node starts and requires cdktf and the modules named on standard input; prints its peak memory in KiB.
 * With the argument `without-archiver` cdktf loads without the package that a synth here spares itself.
 */
const before = process.argv[2] === "without-archiver" ? [join(__dirname, "../stacks/unused-archiver.js")] : [];
const modules = JSON.parse(readFileSync(0, "utf8")) as string[];
for (const name of [...before, "cdktf", ...modules]) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which modules is known at run time only
  require(name);
}
console.log(process.resourceUsage().maxRSS);
