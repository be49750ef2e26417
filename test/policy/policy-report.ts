import type { PolicyException } from "./exceptions";

/** One failed check on one resource. */
export interface Finding {
  readonly id: string;
  readonly name: string;
  readonly resource: string;
}

/** What the scanner did. */
export interface PolicyReport {
  /** How many checks ran, passed and failed together: the tool is silent when it reads nothing. */
  readonly checks: number;
  /** How many resources it read. */
  readonly resources: number;
  readonly findings: readonly Finding[];
}

/** The report set against the accepted exceptions. */
export interface PolicyVerdict {
  /** Findings that nobody gave a reason for. */
  readonly unexplained: readonly Finding[];
  /** Exceptions that match no finding any more. */
  readonly stale: readonly PolicyException[];
}

/**
 * Reads checkov's JSON.
 *
 * @throws Error when it holds no result, which is how the tool answers to a file that it could not read
 */
export function policyReport(json: string): PolicyReport {
  const parsed = JSON.parse(json) as CheckovJson | CheckovJson[];
  const reports = (Array.isArray(parsed) ? parsed : [parsed]).filter((report) => report.results !== undefined);
  if (reports.length === 0) {
    throw new Error("checkov read nothing: its report has no results.");
  }
  const failed = reports.flatMap((report) => report.results?.failed_checks ?? []);
  const passed = reports.flatMap((report) => report.results?.passed_checks ?? []);
  return {
    checks: failed.length + passed.length,
    resources: reports.reduce((sum, { summary }) => sum + (summary?.resource_count ?? 0), 0),
    findings: failed.map(({ check_id, check_name, resource }) => ({ id: check_id, name: check_name, resource })),
  };
}

/** Finds what is neither passed nor explained, and the explanations that nothing needs. */
export function policyVerdict({ findings }: PolicyReport, exceptions: readonly PolicyException[]): PolicyVerdict {
  return {
    unexplained: findings.filter((finding) => !exceptions.some((exception) => explains(exception, finding))),
    stale: exceptions.filter((exception) => !findings.some((finding) => explains(exception, finding))),
  };
}

function explains({ id, resource }: PolicyException, finding: Finding): boolean {
  if (id !== finding.id) {
    return false;
  }
  return typeof resource === "string"
    ? resource === finding.resource
    : new RegExp(`^(?:${resource.source})$`).test(finding.resource);
}

interface CheckovJson {
  readonly summary?: { readonly resource_count: number };
  readonly results?: { readonly passed_checks?: readonly CheckovCheck[]; readonly failed_checks?: readonly CheckovCheck[] };
}

interface CheckovCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
}
