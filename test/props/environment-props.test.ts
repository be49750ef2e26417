import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../environments/environment";
import type { EnvironmentProps } from "../../environments/environment-props";
import { withoutCreationTraces } from "../../stacks/creation-traces";
import { withoutResolvingPlainValues } from "../../stacks/plain-values";
import { PROJECT_FOLDER } from "../engines/project-folder";
import { synthesiseEnvironment } from "../support/environments";
import { PropsReader } from "./optional-props";
import { propFaults } from "./prop-faults";
import { withPropAt } from "./prop-path";
import { environmentVariants, leastEnvironment } from "./samples/environment";

const FILE = "environments/environment-props.ts";
const SAMPLE_FILE = "test/props/samples/environment.ts";
const owner = { name: "EnvironmentProps", file: FILE, sampleFile: SAMPLE_FILE };
/** Descriptions that the tests of both Alertmanagers' renderings look into. */
const PASSED = new Set(["AlertReceiver", "AlertMailServer"]);
const optionalProps = new PropsReader(PROJECT_FOLDER, "environments", PASSED).interface("EnvironmentProps");

// As main.ts does: an environment is some hundred resources, and each prop needs two or more of them.
withoutCreationTraces();
withoutResolvingPlainValues();

/** Unchanged outputs are the same for most props. */
const outputs = new Map<string, string>();

function outputOf(props: EnvironmentProps): string {
  const id = JSON.stringify(props);
  const known = outputs.get(id) ?? JSON.stringify(synthesiseEnvironment(defineEnvironment(props)));
  outputs.set(id, known);
  return known;
}

describe("EnvironmentProps", () => {
  it.each(optionalProps.map((prop) => [prop.path, prop] as const))("%s changes the output of a stack", (path, prop) => {
    const variants = [environmentVariants[path] ?? []].flat();
    const faults = propFaults(owner, prop, variants, ({ with: withProps, also }, change, set) => {
      const props = { ...leastEnvironment, ...withProps, ...(set ? also : {}) };
      return outputOf(set ? withPropAt(props, path, change(undefined!)) : props);
    });
    expect(faults.join("\n")).toBe("");
  });

  it("has variants of values that it has", () => {
    const paths = optionalProps.map(({ path }) => path);
    expect(paths).toContain("cluster.nodeGroups.*.capacity");
    expect(Object.keys(environmentVariants).filter((path) => !paths.includes(path))).toEqual([]);
  });
});
