import { describe, expect, it } from "vitest";
import { Duration } from "../../constructs/core/duration";
import { ValidationError } from "../../constructs/core/validation";
import { defineEnvironment } from "../../environments/environment";
import type { EnvironmentProps } from "../../environments/environment-props";
import { invalidEnvironments, valid } from "./invalid-environments";

describe("defineEnvironment", () => {
  it.each(invalidEnvironments)("rejects %s", (_what, change, message) => {
    expect(() => defineEnvironment({ ...valid, ...change } as EnvironmentProps)).toThrow(message);
  });

  it.each(invalidEnvironments)("says what to do about %s", (_what, change) => {
    const error = errorOf({ ...valid, ...change } as EnvironmentProps);
    expect(error.faults.every(({ path, fix }) => path !== "" && fix !== "")).toBe(true);
  });

  it("lists all faults in one error", () => {
    const error = errorOf({ ...valid, account: "1", region: "x", metrics: { keep: Duration.days(0) } });
    expect(error.faults.map(({ path }) => path)).toEqual(["account", "region", "metrics.keep"]);
    expect(error.message).toMatch(/^environment "production" has 3 faults:\n {2}- account/);
  });

  it("fills in defaults that suit production", () => {
    const environment = defineEnvironment(valid);
    expect(environment).toMatchObject({
      namePrefix: "obs-production",
      target: "aws",
      kubernetes: "eks",
      deletionProtection: true,
      location: { account: "111122223333", region: "eu-central-1", partition: "aws" },
      network: { natGateways: "one-per-zone" },
      cluster: { name: "obs-production" },
      grafana: { authentication: "identity-center", version: "12.4", adminGroupIds: [] },
      tags: { "devops-guru-obs": "production", Environment: "production", Project: "obs", ManagedBy: "cdktf" },
    });
    expect(environment.logs.retention.inDays).toBe(30);
    expect(environment.cluster.logRetention.inDays).toBe(60);
    expect(environment.network.flowLogRetention.inDays).toBe(30);
    expect(environment.logs.archive.keep.toDays()).toBe(1827);
    expect(environment.logs.archive.transitionAfter.toDays()).toBe(90);
    expect(environment.logs.archive.lock).toBeUndefined();
    expect(environment.metrics.keep.toDays()).toBe(150);
  });

  it("takes undefined for left out", () => {
    const left = {
      network: { ...valid.network, natGateways: undefined, flowLogRetention: undefined },
      cluster: { ...valid.cluster, name: undefined, logRetention: undefined },
      logs: { retention: undefined, archive: { keep: undefined, transitionAfter: undefined, lock: undefined } },
      alerts: { pageEmails: undefined, ticketEmails: undefined },
    };
    expect(defineEnvironment({ ...valid, ...left })).toEqual(defineEnvironment(valid));
  });

  it.each([
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["ap-east-1", "aws"],
  ])("puts %s into partition %s", (region, partition) => {
    expect(defineEnvironment({ ...valid, region }).location.partition).toBe(partition);
  });
});

function errorOf(props: EnvironmentProps): ValidationError {
  try {
    defineEnvironment(props);
  } catch (error) {
    return error as ValidationError;
  }
  throw new Error("the environment was accepted");
}
