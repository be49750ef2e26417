import { type Check, check } from "../engines/tier";
import type { EnvironmentPlan } from "./environment-plan";

/** Where a professional makes production differ from development, read back from what AWS would get. */
export function productionDifferences(production: EnvironmentPlan, development: EnvironmentPlan): Check[] {
  const atLeastAsLong = (a: number, b: number) => a === 0 || (b !== 0 && a >= b);
  const [prodRetention, devRetention] = [production, development].map(shortestRetention) as [number, number];
  const [prodGateways, devGateways] = [production, development].map((plan) => ofType(plan, "aws_nat_gateway").length) as [
    number,
    number,
  ];
  const subnetZones = (plan: EnvironmentPlan) =>
    new Set(ofType(plan, "aws_subnet").map(({ values }) => values.availability_zone)).size;

  return [
    check(
      "production has a NAT gateway in more zones than development",
      prodGateways > devGateways,
      `${prodGateways}, ${devGateways}`,
    ),
    check("production spreads over three zones", subnetZones(production) >= 3, `${subnetZones(production)} zones`),
    check(
      "production's API endpoint is private, development's can be reached",
      !publicEndpoint(production) && publicEndpoint(development),
    ),
    check(
      "production keeps every log at least as long as development keeps its shortest",
      atLeastAsLong(prodRetention, devRetention) && prodRetention !== devRetention,
      `${prodRetention} and ${devRetention} days`,
    ),
  ];
}

function ofType(plan: EnvironmentPlan, type: string) {
  return plan.resources.filter((resource) => resource.type === type);
}

function publicEndpoint(plan: EnvironmentPlan): boolean {
  return ofType(plan, "aws_eks_cluster").some(({ values }) => values.vpc_config?.[0]?.endpoint_public_access === true);
}

/** In days; 0 is for ever. */
function shortestRetention(plan: EnvironmentPlan): number {
  const days = ofType(plan, "aws_cloudwatch_log_group").map(({ values }) => values.retention_in_days as number);
  const limited = days.filter((count) => count > 0);
  return limited.length === 0 ? 0 : Math.min(...limited);
}
