import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { placeOfGrant } from "../../../constructs/iam/grant-place";
import { ServiceRole } from "../../../constructs/iam/service-role";
import { synthesise } from "../../support/synth";

describe("placeOfGrant", () => {
  const inStack = (check: (giver: Construct) => void) =>
    synthesise((scope) => {
      check(new Construct(scope, "Giver"));
    });

  it("is the role where that is a construct, and the giver where the role exists already", () => {
    inStack((giver) => {
      const role = new ServiceRole(giver, "Role", { roleName: "a", description: "test", assumedBy: ["ec2.amazonaws.com"] });
      expect(placeOfGrant(giver, role, "Read")).toEqual({ scope: role, id: "GiverRead", path: "test/Giver/Role/GiverRead" });
      const existing = { roleName: "reader", roleArn: "arn:aws:iam::111122223333:role/reader" };
      expect(placeOfGrant(giver, existing, "Read")).toEqual({ scope: giver, id: "Read-reader", path: "test/Giver/Read-reader" });
    });
  });

  it("rejects a role that is neither a construct nor named by a literal", () => {
    inStack((giver) => {
      const { roleName, roleArn } = new ServiceRole(giver, "Role", {
        roleName: "a",
        description: "test",
        assumedBy: ["ec2.amazonaws.com"],
      });
      expect(() => placeOfGrant(giver, { roleName, roleArn }, "Read")).toThrow(
        /grant on "test\/Giver" has 1 fault.*role has a name that is only known after the deployment/s,
      );
    });
  });
});
