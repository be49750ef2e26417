import { describe, expect, it } from "vitest";
import { ENVIRONMENTS, environmentByName } from "../../environments";
import { environmentSetFaults } from "../../environments/environment-set-faults";

const production = environmentByName("production");
const development = environmentByName("development");
const staging = environmentByName("staging");
const local = environmentByName("local");

describe("the environments", () => {
  it("hold local, development, staging and production", () => {
    expect(ENVIRONMENTS.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["local", "development", "staging", "production"]),
    );
  });

  it("rejects an unknown name and lists the known ones", () => {
    expect(() => environmentByName("prod")).toThrow(
      `There is no environment "prod". Known: ${ENVIRONMENTS.map(({ name }) => name).join(", ")}. Choose one of them, or add it to environments/index.ts.`,
    );
  });

  it("differ between production and development where a professional would make them differ", () => {
    expect(production.network.zones.length).toBeGreaterThan(development.network.zones.length);
    expect([production.network.natGateways, development.network.natGateways]).toEqual(["one-per-zone", "single"]);
    expect([production.deletionProtection, development.deletionProtection]).toEqual([true, false]);
    expect(production.logs.retention.inDays).toBeGreaterThan(development.logs.retention.inDays);
    expect(production.logs.archive.keep.toDays()).toBe(1827);
    expect(production.logs.archive.lock).toBe("governance");
    expect([production.cluster.endpoint.access, development.cluster.endpoint.access]).toEqual(["private", "public"]);
    expect(production.cluster.nodeGroups.general!.minSize).toBeGreaterThan(development.cluster.nodeGroups.general!.minSize);
    expect([production.target, production.kubernetes]).toEqual(["aws", "eks"]);
  });

  it("keep local state and the emulator together, and nothing protected there", () => {
    expect(local).toMatchObject({
      target: "emulator",
      kubernetes: "none",
      state: { kind: "local-files" },
      deletionProtection: false,
    });
  });
});

describe("environmentSetFaults", () => {
  it("finds nothing wrong with the environments of this repository", () => {
    expect(environmentSetFaults(ENVIRONMENTS)).toEqual([]);
  });

  it("rejects two environments of one name", () => {
    expect(environmentSetFaults([staging, staging]).map(({ problem }) => problem)).toContain(
      "is the name of two environments, so that their stacks would overwrite each other",
    );
  });

  it("rejects overlapping networks, and names both", () => {
    const overlapping = { ...staging, network: { ...staging.network, cidr: "10.20.128.0/20" } };
    expect(environmentSetFaults([development, overlapping])).toMatchObject([
      {
        path: "staging.network.cidr",
        problem: expect.stringContaining("overlaps with development (10.20.0.0/16)"),
        got: "10.20.128.0/20",
      },
    ]);
  });

  it("rejects two owners of an account-wide setting in one account and region, and accepts them in two accounts", () => {
    const second = { ...development, accountWide: staging.accountWide };
    const faults = environmentSetFaults([second, staging]);
    expect(faults.map(({ path }) => path)).toEqual(["staging.accountWide.devOpsGuru", "staging.accountWide.xraySampling"]);
    expect(faults[0]!.problem).toContain("has two owners in account 111122223333, eu-central-1: development and staging");
    expect(environmentSetFaults([second, production])).toEqual([]);
  });
});
