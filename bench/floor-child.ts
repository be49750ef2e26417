import { readFileSync } from "node:fs";

/** The floor of a synth: node starts and requires cdktf and the modules named on standard input; prints its peak memory in KiB. */
const modules = JSON.parse(readFileSync(0, "utf8")) as string[];
for (const name of ["cdktf", ...modules]) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which modules is known at run time only
  require(name);
}
console.log(process.resourceUsage().maxRSS);
