import { environmentPlan } from "../../plan/environment-plan";
import { POLICY_EXCEPTIONS } from "../../policy/exceptions";
import { policyReport, policyVerdict } from "../../policy/policy-report";
import { checkov } from "../checkov";
import { runCommand } from "../command";
import { terraform } from "../terraform";
import { type Check, check, noneOf, type Tier, type TierContext } from "../tier";

/** So many checks run at least on production's plan; the scanner says nothing when it reads nothing. */
const LEAST_CHECKS = 250;

/** Checkov over production's plan. */
export const policy: Tier = {
  name: "policy",
  shows: "production's plan has no security finding without a written reason",
  lane: "terraform",
  engines: [terraform, checkov],

  async run({ log, program }: TierContext): Promise<readonly Check[]> {
    const { file, resources } = await environmentPlan("production", program(terraform));
    // Not --quiet: it leaves out the passed checks, and with them the proof that the file was read.
    const { stdout } = await runCommand(
      program(checkov),
      ["--file", file, "--framework", "terraform_plan", "--output", "json", "--compact", "--skip-download"],
      { timeoutSeconds: 300 },
    );
    const report = policyReport(stdout);
    const { unexplained, stale } = policyVerdict(report, POLICY_EXCEPTIONS);
    log(`${report.checks} checks ran; ${report.findings.length} findings, ${POLICY_EXCEPTIONS.length} exceptions`);
    return [
      check(`at least ${LEAST_CHECKS} policy checks ran`, report.checks >= LEAST_CHECKS, `${report.checks} ran`),
      check(
        "the scanner read every planned resource",
        report.resources === resources.length,
        `${report.resources} of ${resources.length}`,
      ),
      noneOf(
        "every policy finding has a written reason",
        unexplained.map(({ id, name, resource }) => `${id} ${resource}: ${name}`),
      ),
      noneOf(
        "every policy exception is still needed",
        stale.map(({ id, resource }) => `${id} ${String(resource)}`),
      ),
    ];
  },
};
