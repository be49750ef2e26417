import { describe, expect, it } from "vitest";
import { checkMachine, type Machine, terraformVersionOf } from "../../local/preflight";

const machine = (changes: Partial<Machine> = {}): Machine => ({
  node: "v20.19.0",
  terraform: JSON.stringify({ terraform_version: "1.11.4" }),
  pythons: [{ command: "python3", printed: "3.11.7 venv" }],
  ...changes,
});

describe("checkMachine", () => {
  it("accepts the lowest supported versions", () => {
    expect(checkMachine(machine())).toEqual({ python: "python3", pythonVersion: "3.11.7", terraformVersion: "1.11.4" });
  });

  it("accepts a later major version", () => {
    expect(checkMachine(machine({ node: "v24.0.1", terraform: '{"terraform_version":"2.0.0"}' })).terraformVersion).toBe("2.0.0");
  });

  it.each<[string, Partial<Machine>, RegExp]>([
    ["an old Node", { node: "v20.18.3" }, /^Node v20\.18\.3 is too old; install Node 20\.19 or newer\.$/],
    ["no Terraform", { terraform: undefined }, /^Terraform is not on the PATH; install Terraform 1\.11 or newer/],
    [
      "an old Terraform",
      { terraform: '{"terraform_version":"1.9.8"}' },
      /^Terraform 1\.9\.8 is too old; install Terraform 1\.11/,
    ],
    ["a Terraform that says nothing", { terraform: "Terraform v1.11" }, /does not say which version it is/],
    ["no Python", { pythons: [] }, /^Python is not on the PATH.*install Python 3\.11 or newer/],
    [
      "an old Python",
      { pythons: [{ command: "python3", printed: "3.9.2 venv" }] },
      /^Python 3\.9\.2 is too old.*install Python 3\.11/,
    ],
    [
      "a Python without venv",
      { pythons: [{ command: "python3", printed: "3.12.1 " }] },
      /^python3 can't make virtual environments/,
    ],
  ])("names %s in one sentence with what to do", (_, changes, sentence) => {
    const check = () => checkMachine(machine(changes));
    expect(check).toThrow(sentence);
    expect(check).toThrow(/^[^\n]+$/);
  });

  it("takes a later Python on PATH when the first one is too old", () => {
    const pythons = [
      { command: "python3", printed: "3.9.2 venv" },
      { command: "python3.12", printed: "3.12.4 venv" },
    ];
    expect(checkMachine(machine({ pythons })).python).toBe("python3.12");
  });

  it("names everything that is missing at once, a line each", () => {
    expect(() => checkMachine({ node: "v18.0.0", terraform: undefined, pythons: [] })).toThrow(
      /^Node .*\nTerraform .*\nPython .*$/,
    );
  });
});

describe("terraformVersionOf", () => {
  it.each([undefined, "", "[]", '{"terraform_version":11}'])("is undefined for %j", (printed) => {
    expect(terraformVersionOf(printed)).toBeUndefined();
  });
});
