import type { KubernetesVersion } from "./kubernetes-versions";

/** One version of a managed add-on. */
export interface EksAddonPin {
  /** Exact version, such as `v1.22.4-eksbuild.3`. */
  readonly version: string;
  /** Where this version was seen for this Kubernetes version, and when. */
  readonly source: string;
}

// AWS publishes no file of add-on versions; it answers DescribeAddonVersions. These are its answers, or inventories of running clusters,
// as public repositories wrote them down. "About" marks a record without a date, judged by the builds next to it.
const RUN_1_33 = "EKS 1.33 in us-west-2 ran this version, public test report (2026-09-26)";
const TABLE = "public table of add-ons for 1.31 to 1.35, with kube-proxy eksbuild.18 (about 2026-08)";
const DEFAULTS_1_33 = "EKS default for 1.33 in ap-northeast-2, noted from DescribeAddonVersions (2026-06-05)";
const DEFAULTS_1_34 = "EKS default for 1.34, noted from DescribeAddonVersions (2026-09-20)";
const GUIDE_1_34 = "public upgrade guide 1.33 to 1.35, noted from DescribeAddonVersions (about 2026-07)";
const DEFAULTS_1_35 = "EKS default for 1.35, pinned as such in public Terraform, with kube-proxy eksbuild.29 (about 2026-09)";
const RUN_1_36 =
  "EKS cluster upgraded to 1.36 ran this version, public session log (2026-09-24); also in other public 1.36 clusters";
const LIVE_1_36 = "EKS 1.36 in us-west-1, public Terraform pinned to the live cluster (about 2026-09)";
const ADOT = "aws-otel/aws-otel.github.io pull request 833: supports EKS 1.31 to 1.36 (2026-05-29)";

/**
 * Managed add-ons, exact version by Kubernetes version; `EksAddon` takes its default from here. Where AWS's default for the Kubernetes
 * version was known we hold it rather than the newest build, because it is what most clusters run. A combination that was seen nowhere
 * is left out, never guessed from its neighbour: metrics-server 0.9, for one, was seen from 1.34 on only.
 *
 * To check or raise a line: `aws eks describe-addon-versions --addon-name <name> --kubernetes-version <version>`.
 */
export const EKS_ADDON_VERSIONS = {
  "vpc-cni": {
    "1.33": { version: "v1.22.4-eksbuild.3", source: RUN_1_33 },
    "1.34": { version: "v1.22.4-eksbuild.3", source: DEFAULTS_1_34 },
    "1.35": { version: "v1.22.4-eksbuild.3", source: DEFAULTS_1_35 },
    "1.36": { version: "v1.22.4-eksbuild.3", source: RUN_1_36 },
  },
  coredns: {
    "1.33": { version: "v1.12.4-eksbuild.38", source: RUN_1_33 },
    "1.34": { version: "v1.12.4-eksbuild.38", source: DEFAULTS_1_34 },
    "1.35": { version: "v1.13.2-eksbuild.31", source: DEFAULTS_1_35 },
    "1.36": { version: "v1.14.3-eksbuild.23", source: RUN_1_36 },
  },
  "kube-proxy": {
    "1.33": { version: "v1.33.10-eksbuild.29", source: RUN_1_33 },
    "1.34": { version: "v1.34.6-eksbuild.29", source: DEFAULTS_1_34 },
    "1.35": { version: "v1.35.3-eksbuild.29", source: DEFAULTS_1_35 },
    "1.36": { version: "v1.36.0-eksbuild.25", source: RUN_1_36 },
  },
  "eks-pod-identity-agent": {
    "1.33": { version: "v1.3.10-eksbuild.3", source: DEFAULTS_1_33 },
    "1.34": { version: "v1.3.10-eksbuild.3", source: GUIDE_1_34 },
    "1.35": { version: "v1.3.10-eksbuild.3", source: DEFAULTS_1_35 },
    "1.36": { version: "v1.3.10-eksbuild.3", source: LIVE_1_36 },
  },
  "aws-ebs-csi-driver": {
    "1.33": { version: "v1.66.0-eksbuild.1", source: RUN_1_33 },
    "1.34": { version: "v1.66.0-eksbuild.1", source: DEFAULTS_1_34 },
    "1.35": { version: "v1.66.0-eksbuild.1", source: DEFAULTS_1_35 },
    "1.36": { version: "v1.66.0-eksbuild.1", source: RUN_1_36 },
  },
  "metrics-server": {
    "1.33": { version: "v0.8.1-eksbuild.14", source: TABLE },
    "1.34": { version: "v0.9.0-eksbuild.11", source: DEFAULTS_1_34 },
    "1.35": { version: "v0.9.0-eksbuild.11", source: "active on EKS 1.35, public deployment report (2026-10-04)" },
    "1.36": { version: "v0.9.0-eksbuild.11", source: RUN_1_36 },
  },
  "amazon-cloudwatch-observability": {
    "1.33": { version: "v6.4.0-eksbuild.1", source: TABLE },
    "1.34": { version: "v6.4.0-eksbuild.1", source: TABLE },
    "1.35": { version: "v6.6.0-eksbuild.1", source: "verified for EKS 1.35 in ap-northeast-2, public Terraform (2026-09-16)" },
    "1.36": { version: "v6.7.0-eksbuild.1", source: RUN_1_36 },
  },
  adot: {
    "1.33": { version: "v0.151.0-eksbuild.1", source: ADOT },
    "1.34": { version: "v0.151.0-eksbuild.1", source: ADOT },
    "1.35": {
      version: "v0.151.0-eksbuild.1",
      source: "awslabs/cdk-eks-blueprints lib/addons/adot/index.ts@05d3dbd (2026-07-01)",
    },
    "1.36": { version: "v0.151.0-eksbuild.1", source: ADOT },
  },
  "eks-node-monitoring-agent": {
    "1.35": {
      version: "v1.7.0-eksbuild.1",
      source: "public Terraform for EKS 1.35, filled from DescribeAddonVersions (about 2026-08)",
    },
    "1.36": { version: "v1.7.2-eksbuild.1", source: LIVE_1_36 },
  },
  "snapshot-controller": {
    "1.35": { version: "v8.6.0-eksbuild.6", source: "noted from DescribeAddonVersions for 1.35, public Terraform (2026-09-07)" },
    "1.36": {
      version: "v8.6.0-eksbuild.8",
      source: "snapshot and restore on EKS 1.36 in ap-south-1, public lab notes (2026-09-26)",
    },
  },
} as const satisfies Record<string, Readonly<Partial<Record<KubernetesVersion, EksAddonPin>>>>;

/** A managed add-on whose versions this project knows. */
export type EksAddonName = keyof typeof EKS_ADDON_VERSIONS;

/** The version that the table has for an add-on on a Kubernetes version; undefined when it has none, or doesn't know the add-on. */
export function addonVersion(name: string, kubernetesVersion: KubernetesVersion): string | undefined {
  const versions = new Map<string, Readonly<Partial<Record<KubernetesVersion, EksAddonPin>>>>(Object.entries(EKS_ADDON_VERSIONS));
  return versions.get(name)?.[kubernetesVersion]?.version;
}
