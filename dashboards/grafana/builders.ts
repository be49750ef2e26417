import { clusterOverview } from "./cluster-overview";
import { dashboardJson, type DashboardSource } from "./dashboard";
import { serviceLevelObjectives } from "./service-level-objectives";

/** Every Grafana dashboard. `npm run dashboards` writes `dashboards/rendered` from this list. */
const sources: readonly DashboardSource[] = [clusterOverview, serviceLevelObjectives];

/**
 * The files of `dashboards/rendered`, by name: a JSON that any Grafana imports for each dashboard, and the list of them.
 *
 * They are rendered ahead because the Foundation SDK is by far the most code that a synth would load: without it a synth of one
 * environment takes about a sixth less time (`bench/RESULTS.md`). A test holds them to the builders.
 */
export function renderedFiles(): ReadonlyMap<string, string> {
  const files = new Map(
    sources.map(({ name, build }) => [`${name}.json`, `${dashboardJson({ name, model: build().build() })}\n`]),
  );
  return files.set("index.ts", index(sources.map(({ name }) => name)));
}

function index(names: readonly string[]): string {
  const imports = names.map((name) => `import ${camelCase(name)} from "./${name}.json";\n`);
  const entries = names.map((name) => `  { name: "${name}", model: ${camelCase(name)} },\n`);
  return `// Written by \`npm run dashboards\` from dashboards/grafana/builders.ts.
${imports.join("")}
/** Every Grafana dashboard, rendered. */
export const rendered: readonly { readonly name: string; readonly model: unknown }[] = [
${entries.join("")}];
`;
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
