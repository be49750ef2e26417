import type { AwsLocation } from "../core/aws-location";
import type { InterfaceEndpointService } from "../core/interface-endpoints";
import { policyDocument } from "../iam/policy-document";

/**
 * Services through whose endpoints only identities of trusted accounts may call: those that data could leave by. Every request to
 * them is signed by an identity. Endpoint policies of xray and aps-workspaces were looked up in AWS's user guides, those of logs,
 * monitoring and kms in the repository below (2026-11); for sqs, sns, secretsmanager, kinesis-firehose, athena and glue they are
 * recalled, not read again.
 *
 * The others keep AWS's own policy, which admits everybody, because a mistake there would be an outage:
 * - `ecr.api` and `ecr.dkr` serve the images of EKS add-ons from registries of AWS, by tokens rather than signatures;
 * - `sts` is asked for a pod's first credentials by nobody yet (AssumeRoleWithWebIdentity is not signed);
 * - `eks-auth`, `eks`, `ec2`, `autoscaling`, `ssm` and the like are what nodes join and pods start with.
 *
 * The S3 gateway endpoint keeps it as well: image layers, packages of Amazon Linux and the agents of Systems Manager come from
 * buckets of AWS, whose list is long, differs by region and grows.
 *
 * Which resources may be reached is left to the identities' own policies, because accounts share keys and log groups on purpose.
 */
const TRUSTED_ACCOUNTS_ONLY: readonly InterfaceEndpointService[] = [
  "logs",
  "monitoring",
  "xray",
  "aps-workspaces",
  "kms",
  "sqs",
  "sns",
  "secretsmanager",
  "kinesis-firehose",
  "athena",
  "glue",
];

/**
 * The policy of a service's endpoint: credentials of a stranger's account, brought into the cluster, can't carry data out through
 * it. Undefined where AWS's own policy stays.
 *
 * @see aws-samples/data-perimeter-policy-examples, VPC endpoint policies, identity perimeter (2026-03)
 */
export function endpointPolicy(
  service: InterfaceEndpointService,
  { account }: AwsLocation,
  trustedAccountIds: readonly string[],
): string | undefined {
  if (!TRUSTED_ACCOUNTS_ONLY.includes(service)) {
    return undefined;
  }
  // An endpoint's policy grants nothing: it bounds what the identities' own policies allow, hence the stars.
  const anything = { principals: "*", actions: ["*"], resources: ["*"] } as const;
  return policyDocument([
    {
      ...anything,
      sid: "IdentitiesOfTrustedAccounts",
      conditions: { StringEquals: { "aws:PrincipalAccount": [account, ...trustedAccountIds] } },
    },
    // Services of AWS that work inside the VPC, such as a managed scraper, call as themselves.
    { ...anything, sid: "ServicesOfAws", conditions: { Bool: { "aws:PrincipalIsAWSService": "true" } } },
  ]);
}
