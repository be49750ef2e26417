import { KUBERNETES_SUPPORT, type KubernetesVersion } from "./kubernetes-versions";
import type { Fault } from "./validation";

/** What EKS does with a Kubernetes version on a day. */
export interface SupportOnDay {
  /** `standard`: the usual price. `extended`: six times the price. `ended`: EKS upgrades clusters by itself. */
  readonly phase: "standard" | "extended" | "ended";
  /** Whole days until the phase ends, counted in UTC; 0 when support has ended. */
  readonly daysLeft: number;
  /** First day after the phase, `YYYY-MM-DD`; the day on which support ended when the phase is `ended`. */
  readonly until: string;
}

/** How many days before the end of standard support a warning begins. AWS itself gives notice at least 60 days before. */
const WARN_DAYS = 90;

/**
 * Price of a control plane, USD an hour.
 *
 * @see Amazon EKS pricing (us-east-1, 2026-05); at 730 hours a month that is 73 and 438 USD
 */
export const CONTROL_PLANE_USD_PER_HOUR = { standard: 0.1, extended: 0.6 } as const;

/** In which phase of its support a version is on a day. The time of the day doesn't matter: AWS counts in days of UTC. */
export function supportOf(version: KubernetesVersion, on: Date): SupportOnDay {
  const { standardUntil, extendedUntil } = KUBERNETES_SUPPORT[version];
  const standardDays = daysUntil(standardUntil, on);
  if (standardDays > 0) {
    return { phase: "standard", daysLeft: standardDays, until: standardUntil };
  }
  const extendedDays = daysUntil(extendedUntil, on);
  if (extendedDays > 0) {
    return { phase: "extended", daysLeft: extendedDays, until: extendedUntil };
  }
  return { phase: "ended", daysLeft: 0, until: extendedUntil };
}

/**
 * What to say about a version whose standard support ends within 90 days or has ended; undefined when there is nothing to say, or
 * when `supportFaults` says it.
 *
 * @param upgradePolicy what the cluster is told to do at the end of standard support, as `upgrade_policy.support_type` has it
 */
export function supportWarning(version: KubernetesVersion, on: Date, upgradePolicy: "standard" | "extended"): string | undefined {
  const { phase, daysLeft, until } = supportOf(version, on);
  const prices = `${usd("extended")} instead of ${usd("standard")} USD an hour`;
  if (phase === "standard" && daysLeft <= WARN_DAYS) {
    const then =
      upgradePolicy === "standard"
        ? "EKS then upgrades the cluster by itself"
        : `extended support then costs ${prices} until ${KUBERNETES_SUPPORT[version].extendedUntil}`;
    return `Standard support of Kubernetes ${version} ends on ${until}, in ${days(daysLeft)}: ${then}. Upgrade before, one minor version at a time.`;
  }
  if (phase === "extended" && upgradePolicy === "standard") {
    return (
      `Standard support of Kubernetes ${version} ended on ${KUBERNETES_SUPPORT[version].standardUntil}. Under upgrade policy "standard" EKS upgrades ` +
      "the cluster by itself, and the next apply then asks for a downgrade, which EKS refuses. Set the version that the cluster runs, " +
      "or a newer one."
    );
  }
  if (phase === "extended") {
    return (
      `Kubernetes ${version} is in extended support until ${until}, ${days(daysLeft)} from now: the control plane costs ${prices}. ` +
      "Upgrade, one minor version at a time."
    );
  }
  return undefined;
}

/**
 * A fault when a version has left extended support: EKS creates no such cluster any more, and upgrades those that exist.
 *
 * @param path where the version stands in the reader's own words
 */
export function supportFaults(version: KubernetesVersion, on: Date, path = "version"): Fault[] {
  if (supportOf(version, on).phase !== "ended") {
    return [];
  }
  return [
    {
      path,
      problem: `is a Kubernetes version whose extended support ended on ${KUBERNETES_SUPPORT[version].extendedUntil}`,
      got: version,
      allowed: supportedVersions(on).join(", ") || "none that this project knows",
      fix: "choose one of these; a cluster that exists has been or will be upgraded by EKS, so set what it runs",
    },
  ];
}

function supportedVersions(on: Date): string[] {
  return (Object.keys(KUBERNETES_SUPPORT) as KubernetesVersion[]).filter((version) => supportOf(version, on).phase !== "ended");
}

function daysUntil(day: string, on: Date): number {
  const today = Date.UTC(on.getUTCFullYear(), on.getUTCMonth(), on.getUTCDate());
  return (Date.parse(`${day}T00:00:00Z`) - today) / 86_400_000;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

function usd(phase: keyof typeof CONTROL_PLANE_USD_PER_HOUR): string {
  return CONTROL_PLANE_USD_PER_HOUR[phase].toFixed(2);
}
