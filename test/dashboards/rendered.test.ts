import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { dashboardJson, grafanaDashboards } from "../../dashboards";
import { renderedFiles } from "../../dashboards/grafana/builders";

const folder = join(__dirname, "../../dashboards/rendered");
const files = renderedFiles();

describe("dashboards/rendered", () => {
  it("holds what the builders make: nothing is missing or left over (`npm run dashboards` mends it)", () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  });

  it.each([...files])("%s is what its builder makes now (`npm run dashboards` mends it)", (name, text) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  });

  it("reaches a stack as the same text", () => {
    expect(grafanaDashboards.length).toBeGreaterThan(0);
    for (const dashboard of grafanaDashboards) {
      expect(`${dashboardJson(dashboard)}\n`).toBe(files.get(`${dashboard.name}.json`));
    }
  });

  it("spares a synth the SDK: nothing that `dashboards/index.ts` loads imports more than its types", () => {
    const loaded = loadedBy(join(folder, "../index.ts"));
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((name) => name.includes("grafana-foundation-sdk"))).toEqual([]);
  });
});

/** Files and packages that a file's value imports load, itself included. */
function loadedBy(file: string, seen = new Set<string>()): string[] {
  seen.add(file);
  const text = file.endsWith(".ts") ? readFileSync(file, "utf8") : "";
  for (const [, name = ""] of text.matchAll(/^(?:import|export) (?!type )[^;]*? from "(.+)";$/gm)) {
    const path = resolve(file, "..", name);
    const found = [path, `${path}.ts`, join(path, "index.ts")].find(
      (candidate) => /\.\w+$/.test(candidate) && existsSync(candidate),
    );
    const target = name.startsWith(".") ? found! : name;
    if (!seen.has(target)) {
      loadedBy(target, seen);
    }
  }
  return [...seen];
}
