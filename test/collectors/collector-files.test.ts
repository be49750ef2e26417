import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COLLECTOR_VARIANTS, configOfChart, writeCollectorConfigs } from "./collector-files";

const folder = mkdtempSync(join(tmpdir(), "collectors-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const files = writeCollectorConfigs(folder);
const componentTypes = (config: any) =>
  ["receivers", "processors", "exporters", "extensions"].flatMap((kind) =>
    Object.keys(config[kind] as object).map((id) => `${kind}.${id.split("/")[0]}`),
  );

/** What the small build holds, read from its manifest. */
const manifest = parse(readFileSync("test/engines/otelcol/builder-lite.yaml", "utf8")) as Record<string, { gomod: string }[]>;
const MODULE_OF: Readonly<Record<string, string>> = {
  "receivers.otlp": "otlpreceiver",
  "processors.memory_limiter": "memorylimiterprocessor",
  "processors.batch": "batchprocessor",
  "processors.transform": "transformprocessor",
  "exporters.otlp_http": "otlphttpexporter",
  "exporters.prometheus_remote_write": "prometheusremotewriteexporter",
  "extensions.health_check": "healthcheckextension",
  "extensions.sigv4auth": "sigv4authextension",
};

describe("writeCollectorConfigs", () => {
  it.each(files)("$name says what it replaced, and replaced nothing else", ({ name, path, replaced }) => {
    const written = readFileSync(path, "utf8");
    const config = JSON.stringify(configOfChart(COLLECTOR_VARIANTS[name]!));
    const scrapes = config.includes('"prometheus":{"config"');
    expect(replaced).toEqual([
      scrapes
        ? expect.stringMatching(/^receiver prometheus stands as otlp\/instead-of-prometheus: /)
        : expect.stringMatching(/^processor k8s_attributes stands as transform\/instead-of-k8s-attributes: /),
    ]);
    const [kind, id, by] = scrapes
      ? (["receivers", "prometheus", "otlp/instead-of-prometheus"] as const)
      : (["processors", "k8s_attributes", "transform/instead-of-k8s-attributes"] as const);
    const without = (whole: any, component: string) => ({ ...whole, [kind]: { ...whole[kind], [component]: undefined } });
    const undone = without(parse(written), by);
    undone.service.pipelines = JSON.parse(JSON.stringify(undone.service.pipelines).replaceAll(by, id));
    expect(undone).toEqual(without(JSON.parse(config), id));
  });

  it.each(files)("$name needs only what the small collector holds", ({ path }) => {
    const modules = Object.values(manifest)
      .filter(Array.isArray)
      .flatMap((list) => list.map(({ gomod }) => gomod.split(" ")[0]!.split("/").at(-1)));
    for (const type of componentTypes(parse(readFileSync(path, "utf8")))) {
      expect(modules, `${type} needs a module in builder-lite.yaml`).toContain(MODULE_OF[type]);
    }
  });

  it.each(files)("$name has no trace of Terraform's or Helm's escapes", ({ path }) => {
    expect(readFileSync(path, "utf8")).not.toMatch(/\$\$\{|\{\{/);
  });
});
