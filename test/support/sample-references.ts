import type { AwsLocation } from "../../constructs/core/aws-location";

/** Things that exist already, for constructs under test that refer to them. Account ids are AWS's own examples. */
export const location: AwsLocation = { account: "111122223333", region: "eu-central-1", partition: "aws" };

export const key = { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000" };

/** A log group that exists already. */
export function logGroup(logGroupName: string): { logGroupName: string; logGroupArn: string } {
  return { logGroupName, logGroupArn: `arn:aws:logs:eu-central-1:111122223333:log-group:${logGroupName}` };
}

export const cluster = {
  clusterName: "obs-test",
  clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/obs-test",
  clusterEndpoint: "https://ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
  clusterCertificateAuthorityData: "Y2VydGlmaWNhdGU=",
};
