import { describe, expect, it } from "vitest";
import { ebsKeyService, EncryptionKey, type KeyService } from "../../../constructs/iam/encryption-key";
import { location } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";

/** A statement as it stands in the key policy. */
interface KeyStatement {
  readonly Sid: string;
  readonly Principal: unknown;
  readonly Action: string | string[];
  readonly Condition: unknown;
}

const statementsFor = (service: KeyService): KeyStatement[] => {
  const json = synthesise((scope) => {
    new EncryptionKey(scope, "Key", { alias: "nodes", description: "test", location, services: [service] });
  });
  return (JSON.parse(onlyResourceOf(json, "aws_kms_key").policy as string) as { Statement: KeyStatement[] }).Statement.slice(1);
};

describe("ebsKeyService", () => {
  it("admits every principal of the account, through EC2 in this region only", () => {
    const [use] = statementsFor(ebsKeyService(location));
    expect(use).toMatchObject({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.eu-central-1.amazonaws.com" } },
    });
    expect(use!.Action).toEqual(["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]);
  });

  it("lets grants be made for resources of AWS only, in a statement of their own", () => {
    const statements = statementsFor(ebsKeyService(location));
    expect(statements.map(({ Sid }) => Sid)).toEqual(["Ebs", "EbsGrants"]);
    expect(statements[1]).toMatchObject({
      Principal: { AWS: "*" },
      Action: "kms:CreateGrant",
      Condition: {
        Bool: { "kms:GrantIsForAWSResource": "true" },
        StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.eu-central-1.amazonaws.com" },
      },
    });
  });

  it("names EC2 by both its domains in China", () => {
    const service = ebsKeyService({ account: "111122223333", region: "cn-north-1", partition: "aws-cn" });
    expect(service.conditions.StringEquals!["kms:ViaService"]).toEqual([
      "ec2.cn-north-1.amazonaws.com",
      "ec2.cn-north-1.amazonaws.com.cn",
    ]);
  });
});

describe("KeyService", () => {
  it.each<[string, KeyService["conditions"]]>([
    ["an account", { StringEquals: { "kms:ViaService": "ec2.eu-central-1.amazonaws.com" } }],
    ["a service", { StringEquals: { "kms:CallerAccount": "111122223333" } }],
    ["anything", {}],
  ])("refuses everybody without %s in the conditions", (_missing, conditions) => {
    expect(() => statementsFor({ sid: "Open", principal: { AWS: "*" }, conditions })).toThrow(
      /services\.Open\.conditions lets other accounts use the key.*allowed: StringEquals with both kms:CallerAccount and kms:ViaService/,
    );
  });
});
