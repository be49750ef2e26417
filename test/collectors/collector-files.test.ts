import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { writeCollectorConfigs } from "./collector-files";

const folder = mkdtempSync(join(tmpdir(), "collectors-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const files = writeCollectorConfigs(folder);
const KINDS = ["receivers", "processors", "exporters", "extensions"] as const;
const componentTypes = (config: any) =>
  KINDS.flatMap((kind) => Object.keys(config[kind] as object).map((id) => `${kind}.${id.split("/")[0]}`));

/** What the built collector holds, read from its manifest. */
const manifest = parse(readFileSync("test/engines/otelcol/builder.yaml", "utf8")) as Record<string, { gomod: string }[]>;
const modules = KINDS.flatMap((kind) =>
  manifest[kind]!.map(
    ({ gomod }) =>
      `${kind}.${gomod
        .split(" ")[0]!
        .split("/")
        .at(-1)!
        .replaceAll(/(receiver|processor|exporter|extension)$/g, "")}`,
  ),
);
/** Modules are called without underscores, and gRPC is OTLP's own. */
const moduleOf = (type: string) => type.replace("exporters.otlp_grpc", "exporters.otlp").replaceAll("_", "");

describe("writeCollectorConfigs", () => {
  it("replaces what can't be built, says so, and replaces nothing else", () => {
    const replaced = Object.fromEntries(
      files.map((file) => [file.name, file.replaced.map((text) => text.split(" stands as ")[0]!)]),
    );
    expect(replaced).toEqual({
      "gateway-many": [],
      "gateway-open": [],
      "gateway-aws-exporters": ["exporters awscloudwatchlogs", "exporters awsemf", "exporters awsxray"],
      "gateway-china": [],
      scraper: [],
      "agent-everything": [
        "receivers host_metrics",
        "receivers kubeletstats",
        expect.stringMatching(/^detector eks of resource_detection is left out/),
      ],
      "agent-least": [],
    });
  });

  it.each(files)("$name needs only what the built collector holds", ({ path }) => {
    for (const type of componentTypes(parse(readFileSync(path, "utf8")))) {
      expect(modules, `${type} needs a module in builder.yaml`).toContain(moduleOf(type));
    }
  });

  it.each(files)("$name has no trace of Terraform's or Helm's escapes", ({ path }) => {
    expect(readFileSync(path, "utf8")).not.toMatch(/\$\$\{|\{\{/);
  });
});
