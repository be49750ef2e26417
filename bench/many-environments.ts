import { physicalName } from "../constructs/core/physical-name";
import { environmentByName } from "../environments";
import type { Environment } from "../environments/environment";

/** Environments as production is, each with a name, an account and a network of its own, so that they could stand side by side. */
export function manyEnvironments(count: number): readonly Environment[] {
  return Array.from({ length: count }, (_, index) => environmentLikeProduction(index));
}

function environmentLikeProduction(index: number): Environment {
  const production = environmentByName("production");
  const name = `bench${index}`;
  const account = String(100_000_000_000 + index);
  const namePrefix = physicalName(production.project, name);
  return {
    ...production,
    name,
    namePrefix,
    location: { ...production.location, account },
    state: { kind: "s3", bucket: `obs-terraform-state-${account}-eu-central-1` },
    network: { ...production.network, cidr: `10.${index}.0.0/16` },
    cluster: { ...production.cluster, name: namePrefix, adminRoleArns: [`arn:aws:iam::${account}:role/platform-admin`] },
    tags: { ...production.tags, [`devops-guru-${production.project}`]: name, Environment: name },
  };
}
