import type { Environment } from "../../../environments/environment";
import { environmentByName, ENVIRONMENTS } from "../../../environments";
import { type EnvironmentPlan, environmentPlan } from "../../plan/environment-plan";
import {
  glueTemplates,
  lostResources,
  partitionTemplateFaults,
  placeholderFaults,
  strangeAccounts,
} from "../../plan/plan-faults";
import { productionDifferences } from "../../plan/production-differences";
import { terraform } from "../terraform";
import { type Check, check, noneOf, type Tier, type TierContext } from "../tier";

/** So many resources at least have the environments with everything switched on. */
const LEAST_RESOURCES = 120;
const COMPLETE = ["local", "production"];

/** Every environment through the real Terraform and the real AWS provider, without AWS. */
export const plan: Tier = {
  name: "plan",
  shows: "every environment validates and plans with the real provider and no AWS account",
  lane: "terraform",
  engines: [terraform],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const checks: Check[] = [];
    const plans = new Map<string, EnvironmentPlan>();
    for (const { name } of ENVIRONMENTS) {
      log(`${name}: terraform init, validate, plan`);
      try {
        const planned = await environmentPlan(name, program(terraform));
        plans.set(name, planned);
        log(`${name}: ${planned.resources.length} resources planned; left out: ${JSON.stringify(planned.dropped)}`);
        planned.leftOut.forEach((argument) => log(`${name}: left out, because the provider at hand is too old: ${argument}`));
        checks.push(check(`${name} validates and plans`, true), ...checksOf(planned));
      } catch (error) {
        checks.push(check(`${name} validates and plans`, false, error instanceof Error ? error.message : String(error)));
      }
    }
    const [production, development] = [plans.get("production"), plans.get("development")];
    return production && development ? [...checks, ...productionDifferences(production, development)] : checks;
  },
};

function checksOf(planned: EnvironmentPlan): Check[] {
  const { environment: name, resources } = planned;
  return [
    noneOf(`${name} only creates`, planned.otherActions),
    ...(COMPLETE.includes(name) ? [enoughResources(name, resources.length)] : []),
    noneOf(`${name} plans everything that it synthesises`, lostResources(planned)),
    noneOf(`${name} hands AWS no unresolved placeholder`, placeholderFaults(planned)),
    check(`${name} has a Glue table with a partition template`, glueTemplates(planned).length > 0, "none planned"),
    noneOf(`${name} has partition templates with exactly the partition columns`, partitionTemplateFaults(planned)),
    noneOf(`${name} names no other account`, strangeAccounts(planned, accountsOf(environmentByName(name)))),
  ];
}

function enoughResources(environment: string, planned: number): Check {
  return check(`${environment} plans at least ${LEAST_RESOURCES} resources`, planned >= LEAST_RESOURCES, `${planned} planned`);
}

function accountsOf({ location, logs }: Environment): readonly string[] {
  return [location.account, ...logs.archive.senderAccounts];
}
