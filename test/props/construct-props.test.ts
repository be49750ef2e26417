import { describe, expect, it } from "vitest";
import { PROJECT_FOLDER } from "../engines/project-folder";
import { outputOfSample } from "./construct-output";
import { PASSED_THROUGH, PROP_EXCEPTIONS, REFERENCE_EXCEPTIONS } from "./exceptions";
import { type ConstructProps, type OptionalProp, PropsReader } from "./optional-props";
import { propFaults } from "./prop-faults";
import type { AnySample, Variant } from "./sample";
import { SAMPLES } from "./samples";

const reader = new PropsReader(PROJECT_FOLDER, "constructs", new Set(PASSED_THROUGH.map(({ type }) => type)));
/** Constructors, and the methods whose options no constructor has. */
const constructs = [...reader.constructs(), ...reader.methods()];
const sampleFile = ({ folder }: ConstructProps) => `test/props/samples/${folder}.ts`;
const sampleFor = ({ folder, name }: ConstructProps): AnySample | undefined => SAMPLES[folder]?.[name];
const variantsOf = (sample: AnySample, path: string): readonly Variant[] => [sample.variants?.[path] ?? []].flat();
const exceptionOf = (path: string) => PROP_EXCEPTIONS.find((exception) => `.${path}`.endsWith(`.${exception.path}`));
const NO_SAMPLE = {} as AnySample;
/** Members of a reference are facts about what exists; a reader of the reference need not use each of them. */
const options = ({ optionalProps }: ConstructProps) => optionalProps.filter(({ reference }) => reference === undefined);

function faultsOf(construct: ConstructProps, sample: AnySample, prop: OptionalProp): string[] {
  const owner = { name: construct.name, file: construct.file, sampleFile: sampleFile(construct) };
  // A fact of a reference need not differ for each of its values.
  const varied = prop.reference === undefined ? prop : { ...prop, values: [] };
  return propFaults(owner, varied, variantsOf(sample, prop.path), (variant, change, set) =>
    outputOfSample(sample, prop.path, variant, change, set),
  );
}

describe.each(constructs.map((construct) => [construct.name, construct] as const))("%s", (name, construct) => {
  const sample = sampleFor(construct);
  if (sample === undefined) {
    it("has a sample", () => {
      expect.fail(`${name} (${construct.file}) has no sample: add its least props to ${sampleFile(construct)}.`);
    });
    return;
  }

  it("is built from its least props", () => {
    expect(() => outputOfSample(sample, "", {}, () => undefined, false)).not.toThrow();
  });

  const tested = construct.optionalProps.filter(
    ({ path, reference }) => exceptionOf(path) === undefined && (reference === undefined || variantsOf(sample, path).length > 0),
  );
  it.each(tested.map((prop) => [prop.path, prop] as const))("%s changes the output", (_path, prop) => {
    expect(faultsOf(construct, sample, prop).join("\n")).toBe("");
  });

  const excepted = options(construct).filter(({ path }) => exceptionOf(path) !== undefined);
  it.each(excepted.map(({ path }) => [path]))("%s does not change the output, as its exception says", (path) => {
    const [{ with: withProps } = {}] = variantsOf(sample, path);
    const { value, effect } = exceptionOf(path)!;
    const output = (set: boolean) => outputOfSample(sample, path, { with: withProps }, () => value, set);
    if (effect === "refused") {
      expect(() => output(true), `${name}.${path} is taken: remove its exception from test/props/exceptions.ts`).toThrow();
    } else {
      expect(output(true), `${name}.${path} changes the output: remove its exception`).toBe(output(false));
    }
  });

  it("has variants of props that it has", () => {
    const paths = construct.optionalProps.map(({ path }) => path);
    const strange = Object.keys(sample.variants ?? {}).filter((path) => !paths.includes(path));
    expect(strange, `${sampleFile(construct)} varies what is no optional prop of ${name}`).toEqual([]);
  });
});

describe("samples", () => {
  it("belong to classes that exist", () => {
    const known = constructs.map(({ folder, name }) => `${folder}/${name}`);
    const samples = Object.entries(SAMPLES).flatMap(([folder, byName]) => Object.keys(byName).map((name) => `${folder}/${name}`));
    expect(samples.filter((sample) => !known.includes(sample))).toEqual([]);
    expect(known.length).toBeGreaterThan(30);
  });

  it("use every optional member of every reference in some construct", () => {
    const members = new Set<string>();
    const varied = new Set<string>();
    for (const construct of constructs) {
      for (const { path, reference } of construct.optionalProps.filter((prop) => prop.reference !== undefined)) {
        members.add(reference!);
        if (variantsOf(sampleFor(construct) ?? NO_SAMPLE, path).length > 0) {
          varied.add(reference!);
        }
      }
    }
    expect(members).toContain("ILogGroupRef.dependable");
    const unused = [...members].filter((member) => !varied.has(member));
    // Equal in both directions: an exception that is used after all has outlived itself.
    expect(unused, "changes the output of no construct, in no sample").toEqual(REFERENCE_EXCEPTIONS.map(({ member }) => member));
  });
});

describe("reading of props", () => {
  const pathsOf = (className: string) => constructs.find(({ name }) => name === className)!.optionalProps.map(({ path }) => path);

  it("finds inherited and nested ones", () => {
    expect(pathsOf("LogSubscription")).toContain("filterPattern");
    expect(pathsOf("FluentBit")).toContain("logGroups.application.dependable");
    expect(pathsOf("ServiceRole")).toContain("statements[].effect");
  });

  it("knows the values of booleans and unions of literals", () => {
    const props = constructs.find(({ name }) => name === "RetainedLogGroup")!.optionalProps;
    expect(props).toMatchObject([
      { path: "logGroupClass", values: ["standard", "infrequent-access"], documentedDefault: '"standard"' },
      { path: "keepOnDestroy", values: [false, true], documentedDefault: "false" },
    ]);
  });
});

describe("exceptions", () => {
  it("are for props that exist, with a reason", () => {
    const met = new Set(constructs.flatMap(options).map(({ path }) => exceptionOf(path)));
    expect(PROP_EXCEPTIONS.filter((exception) => !met.has(exception))).toEqual([]);
    expect([...PROP_EXCEPTIONS, ...REFERENCE_EXCEPTIONS].filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it("are for types that props have", () => {
    expect(PASSED_THROUGH.filter(({ type }) => !reader.passedTypes.has(type)).map(({ type }) => type)).toEqual([]);
  });
});
