import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT_FOLDER } from "../engines/project-folder";
import type { SynthesisedStack } from "../support/synth";
import { type CompiledExamples, compiledExamples } from "../support/compiled-examples";

/**
 * Every folder of constructs has a page with one program that another project could start from: it imports the package by its entry
 * points, makes an `App`, and ends with `app.synth()`.
 */
const FOLDERS = readdirSync(join(PROJECT_FOLDER, "constructs"));
const pageOf = (folder: string) => `constructs/${folder}/README.md`;
const read = (path: string) => readFileSync(join(PROJECT_FOLDER, path), "utf8");
const blocksOf = (page: string) => [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text]) => text!);
const examplePath = (folder: string) => `constructs/${folder}/README.ts`;

const pages = Object.fromEntries(
  FOLDERS.filter((folder) => existsSync(join(PROJECT_FOLDER, pageOf(folder)))).map((folder) => [folder, read(pageOf(folder))]),
);

describe("pages of the construct folders", () => {
  const out = mkdtempSync(join(tmpdir(), "construct-readmes-"));
  const outdirOf = (path: string) => join(out, path.split("/")[1]!);
  let compiled: CompiledExamples;
  let thrown: string;
  beforeAll(() => {
    compiled = compiledExamples(
      "construct-readmes",
      Object.entries(pages).flatMap(([folder, page]) =>
        blocksOf(page)
          .slice(0, 1)
          .map((text) => ({ path: examplePath(folder), text })),
      ),
    );
    thrown = compiled.run(outdirOf);
  }, 120_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it("stand in every folder", () => {
    expect(FOLDERS.filter((folder) => pages[folder] === undefined).map(pageOf)).toEqual([]);
    expect(FOLDERS.length).toBeGreaterThan(8);
  });

  it("have programs that throw nothing", () => {
    expect(thrown).toBe("");
  });

  describe.each(Object.entries(pages))("%s", (folder, page) => {
    it("has exactly one program, which uses the folder by its entry point and synthesises", () => {
      const blocks = blocksOf(page);
      expect(blocks).toHaveLength(1);
      expect(blocks[0]).toContain(`from "eks-observability/${folder}"`);
      expect(blocks[0]).not.toMatch(/from "\./);
      expect(blocks[0]!.trimEnd()).toMatch(/app\.synth\(\);$/);
    });

    it("has a program that compiles", () => {
      expect(compiled.errors[examplePath(folder)]).toEqual([]);
    });

    it("has a program that makes resources", () => {
      const stacks = join(outdirOf(examplePath(folder)), "stacks");
      const resources = readdirSync(stacks).flatMap((stack) => {
        const json = JSON.parse(readFileSync(join(stacks, stack, "cdk.tf.json"), "utf8")) as SynthesisedStack;
        return Object.keys(json.resource ?? {});
      });
      expect(resources.length).toBeGreaterThan(0);
    });

    it("names every construct that the folder exports", () => {
      const unnamed = exportedConstructs(folder).filter((name) => !page.includes(`\`${name}\``));
      expect(unnamed, pageOf(folder)).toEqual([]);
    });
  });
});

/** Classes that extend `Construct`, in the files that the folder's entry point exports. */
function exportedConstructs(folder: string): string[] {
  const modules = [...read(`constructs/${folder}/index.ts`).matchAll(/^export (?:\*|\{.*\}) from "\.\/([\w-]+)"/gm)].map(
    ([, name]) => name!,
  );
  return modules.flatMap((module) =>
    [...read(`constructs/${folder}/${module}.ts`).matchAll(/^export class (\w+)(?:<.*>)? extends (?:Construct|Role)\b/gm)].map(
      ([, name]) => name!,
    ),
  );
}
