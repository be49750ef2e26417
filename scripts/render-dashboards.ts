import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderedFiles } from "../dashboards/grafana/builders";

/** Writes `dashboards/rendered` from the builders, and takes away what no builder makes any more. Runs as `dist/scripts`. */
const folder = join(__dirname, "../../dashboards/rendered");
const files = renderedFiles();
mkdirSync(folder, { recursive: true });
for (const leftOver of readdirSync(folder).filter((name) => !files.has(name))) {
  rmSync(join(folder, leftOver));
}
for (const [name, text] of files) {
  writeFileSync(join(folder, name), text);
}
console.log(`dashboards/rendered: ${[...files.keys()].join(", ")}`);
