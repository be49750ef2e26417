import { describe, expect, it } from "vitest";
import { manyEnvironments } from "../../bench/many-environments";
import { environmentSetFaults } from "../../environments/environment-set-faults";
import { environmentByName } from "../../environments";
import { resourcesOfEnvironment, synthesiseEnvironment } from "../support/environments";

describe("the environments of the benchmark", () => {
  it("are 200 that could be deployed side by side", () => {
    const environments = manyEnvironments(200);
    expect(environments).toHaveLength(200);
    expect(environmentSetFaults(environments)).toEqual([]);
  });

  it("hold what production holds, so that the figures speak of it", () => {
    const countOf = (environment: Parameters<typeof synthesiseEnvironment>[0]) =>
      resourcesOfEnvironment(synthesiseEnvironment(environment)).length;
    expect(countOf(manyEnvironments(1)[0]!)).toBe(countOf(environmentByName("production")));
  });
});
