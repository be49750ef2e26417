import { EncryptionKey } from "../../../constructs/iam/encryption-key";
import { PodRole } from "../../../constructs/iam/pod-role";
import { Role } from "../../../constructs/iam/role";
import { ServiceRole } from "../../../constructs/iam/service-role";
import { location } from "../../support/sample-references";
import { sampleOf, statement, statementVariants } from "../sample";

const managedPolicyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
const permissionsBoundaryArn = "arn:aws:iam::111122223333:policy/boundary";
const oidcProvider = {
  providerArn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
  issuer: "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
};
const service = {
  sid: "Logs",
  principal: "logs.eu-central-1.amazonaws.com",
  conditions: { StringEquals: { "aws:SourceAccount": location.account } },
};
const rights = {
  statements: { value: [statement] },
  ...statementVariants("statements", (given) => ({ statements: [given] })),
  managedPolicyArns: { value: managedPolicyArns },
  permissionsBoundaryArn: { value: permissionsBoundaryArn },
};
const named = { roleName: "obs-test", description: "Reads." };
const trusted = { sid: "Assume", principals: { Service: "ec2.amazonaws.com" }, actions: ["sts:AssumeRole"] };

export const iam = {
  EncryptionKey: sampleOf(EncryptionKey)({
    least: () => ({ alias: "obs-test", description: "Test.", location }),
    variants: {
      services: { value: [service] },
      "services[].createGrant": { with: { services: [service] } },
      deletionWindowInDays: { value: 7 },
    },
  }),
  PodRole: sampleOf(PodRole)({
    least: () => ({ ...named, clusterName: "test", namespace: "shop", serviceAccount: "shop" }),
    variants: { ...rights, oidcProvider: { value: oidcProvider }, podIdentity: { with: { oidcProvider } } },
  }),
  Role: sampleOf(Role)({
    least: () => ({ ...named, trust: [trusted] }),
    variants: { ...rights, ...statementVariants("trust", (given) => ({ trust: [{ ...trusted, ...given }] })) },
  }),
  ServiceRole: sampleOf(ServiceRole)({
    least: () => ({ ...named, assumedBy: ["ec2.amazonaws.com"] }),
    variants: {
      ...rights,
      assumeConditions: { value: { StringEquals: { "aws:SourceAccount": location.account } } },
      assumeActions: { value: ["sts:AssumeRole", "sts:TagSession"] },
    },
  }),
};
