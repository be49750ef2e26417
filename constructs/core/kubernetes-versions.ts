/**
 * Kubernetes versions that EKS runs and for which `EKS_ADDON_VERSIONS` holds every default add-on, oldest first. A version that AWS
 * has ended stays here until nobody runs it: `supportFaults` is what refuses it.
 */
export const KUBERNETES_VERSIONS = ["1.33", "1.34", "1.35", "1.36"] as const;

/**
 * A Kubernetes minor version on EKS.
 *
 * @see Amazon EKS Kubernetes release calendar (read 2026-11)
 */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** Until when AWS supports a Kubernetes version. The dates are days in UTC; a phase is over when its day begins. */
export interface KubernetesSupport {
  /** First day outside standard support, `YYYY-MM-DD`: extended support is billed from 00:00 UTC of this day on. */
  readonly standardUntil: string;
  /** First day without any support, `YYYY-MM-DD`: no new cluster can be created, and EKS upgrades those that exist. */
  readonly extendedUntil: string;
  /** Where the dates were read, and when. */
  readonly source: string;
}

/**
 * Support windows: 14 months of standard support after the release on EKS, then 12 months of extended support.
 *
 * @see Amazon EKS user guide, "Understand the Kubernetes version lifecycle on EKS"; `aws eks describe-cluster-versions` prints the same
 */
export const KUBERNETES_SUPPORT: Readonly<Record<KubernetesVersion, KubernetesSupport>> = {
  "1.33": {
    standardUntil: "2026-07-29",
    extendedUntil: "2027-07-29",
    source: "EKS release calendar, awsdocs/amazon-eks-user-guide versioning/kubernetes-versions.adoc@0138560 (read 2026-11)",
  },
  "1.34": {
    standardUntil: "2026-12-02",
    extendedUntil: "2027-12-02",
    source: "EKS release calendar, awsdocs/amazon-eks-user-guide versioning/kubernetes-versions.adoc@0138560 (read 2026-11)",
  },
  "1.35": {
    standardUntil: "2027-03-27",
    extendedUntil: "2028-03-27",
    source: "EKS release calendar as endoflife-date/endoflife.date products/amazon-eks.md@a70eca3 copies it (2026-08-22)",
  },
  "1.36": {
    standardUntil: "2027-08-02",
    extendedUntil: "2028-08-02",
    source: "EKS release calendar as endoflife-date/endoflife.date products/amazon-eks.md@a70eca3 copies it (2026-08-22)",
  },
};
