import { INTERFACE_ENDPOINT_SERVICES } from "../constructs/core/interface-endpoints";
import { Ipv4Cidr } from "../constructs/core/ipv4-cidr";
import { NAME_LIMITS, nameFaults, physicalName } from "../constructs/core/physical-name";
import { retentionFaults } from "../constructs/core/retention";
import { type Fault, oneOfFaults, patternFaults } from "../constructs/core/validation";
import { GRAFANA_VERSIONS } from "../constructs/core/versions";
import { alertFaults } from "./alert-faults";
import { clusterFaults } from "./cluster-faults";
import type { EnvironmentProps } from "./environment-props";
import { logFaults } from "./log-faults";
import { metricFaults } from "./metric-faults";
import { zonesOf } from "./regions";
import { tracingFaults } from "./tracing-faults";

/** Everything that is wrong with an environment, found before any construct exists. */
export function environmentFaults(props: EnvironmentProps): Fault[] {
  return [
    ...identityFaults(props),
    ...networkFaults(props),
    ...clusterFaults(props),
    ...logFaults(props),
    ...metricFaults(props),
    ...tracingFaults(props),
    ...alertFaults(props),
    ...oneOfFaults("target", props.target, ["aws", "emulator"]),
    ...oneOfFaults("kubernetes", props.kubernetes, ["eks", "none"]),
    ...oneOfFaults("accountWide.devOpsGuru.collect", props.accountWide?.devOpsGuru?.collect, ["account", "tagged"]),
    ...oneOfFaults("grafana.authentication", props.grafana?.authentication, ["identity-center", "saml"]),
    ...oneOfFaults("grafana.version", props.grafana?.version, GRAFANA_VERSIONS),
    ...percentFaults("accountWide.xraySampling.samplePercent", props.accountWide?.xraySampling?.samplePercent),
    ...percentFaults("accountWide.transactionSearch.indexPercent", props.accountWide?.transactionSearch?.indexPercent),
    ...oneOfFaults("accountWide.xrayEncryption", props.accountWide?.xrayEncryption, ["customer-key"]),
    ...tagFaults(props),
  ];
}

function identityFaults({ name, account, region, project = "obs", state, target }: EnvironmentProps): Fault[] {
  const faults: Fault[] = [
    ...patternFaults("name", name, /^[a-z][a-z0-9-]{1,19}$/, "2 to 20 lower-case letters, digits and hyphens, a letter first"),
    ...patternFaults(
      "project",
      project,
      /^[a-z][a-z0-9-]{1,11}$/,
      "2 to 12 lower-case letters, digits and hyphens, a letter first",
    ),
    ...patternFaults("account", account, /^\d{12}$/, "an account id of twelve digits, as a string"),
    ...patternFaults("region", region, /^[a-z]{2}(-gov)?-[a-z]+-\d$/, "a region code such as eu-central-1"),
    // The longest names that the stacks make; everything else is shorter.
    ...nameFaults("name", physicalName(project, name, "log-archive", account, region), NAME_LIMITS.bucket),
    ...nameFaults("name", physicalName(project, name, "opentelemetry-collector", region), NAME_LIMITS.iamRole),
    ...nameFaults("name", physicalName(project, name), NAME_LIMITS.xrayGroup),
  ];
  if (state.kind === "s3") {
    faults.push(...nameFaults("state.bucket", state.bucket, NAME_LIMITS.bucket));
  } else if ((target ?? "aws") === "aws") {
    faults.push({
      path: "state.kind",
      problem: "keeps the state of real resources in files of one machine",
      got: state.kind,
      allowed: '"s3" where target is "aws"',
      fix: 'name a state bucket: { kind: "s3", bucket: "..." }',
    });
  }
  return faults;
}

function networkFaults({ network, region, kubernetes = "eks" }: EnvironmentProps): Fault[] {
  const faults: Fault[] = [...retentionFaults("network.flowLogRetention", network.flowLogRetention)];
  const cidr = Ipv4Cidr.parse(network.cidr);
  if (!cidr || cidr.prefixLength < 16 || cidr.prefixLength > 22) {
    faults.push({
      path: "network.cidr",
      problem: "is no block that the subnets fit into",
      got: network.cidr,
      allowed: "an IPv4 block from /16 (AWS allows no larger VPC) to /22, written with its first address",
      fix: "choose a block such as 10.40.0.0/16",
    });
  }
  const offered = zonesOf(region);
  const unknown = network.zones.filter((zone) => !offered.includes(zone));
  if (unknown.length > 0) {
    faults.push({
      path: "network.zones",
      problem: `names zones that ${region} does not have`,
      got: unknown,
      allowed: offered.join(", "),
      fix: "use letters of the region",
    });
  }
  if (network.zones.length < 2 || network.zones.length > 4 || new Set(network.zones).size !== network.zones.length) {
    faults.push({
      path: "network.zones",
      problem: "must be two to four different zones, because EKS wants subnets in at least two",
      got: network.zones,
      allowed: "2 to 4 different letters",
      fix: `write for instance ${JSON.stringify(offered.slice(0, 3))}`,
    });
  }
  if (network.natGateways === "none" && kubernetes === "eks") {
    faults.push({
      path: "network.natGateways",
      problem: "leaves the nodes without a way to the registries that the charts' images come from",
      got: "none",
      allowed: '"single" or "one-per-zone" where kubernetes is "eks"',
      fix: "choose one of these",
    });
  }
  faults.push(
    ...(network.interfaceEndpoints ?? []).flatMap((service) =>
      oneOfFaults("network.interfaceEndpoints", service, INTERFACE_ENDPOINT_SERVICES),
    ),
  );
  return [...faults, ...oneOfFaults("network.natGateways", network.natGateways, ["none", "single", "one-per-zone"])];
}

function tagFaults({ tags = {}, project = "obs" }: EnvironmentProps): Fault[] {
  const own = ["Environment", "Project", "ManagedBy", `devops-guru-${project}`];
  return Object.keys(tags)
    .filter((key) => /^aws:/i.test(key) || own.includes(key))
    .map((key) => ({
      path: `tags.${key}`,
      problem: key.toLowerCase().startsWith("aws:")
        ? "uses the prefix that AWS reserves"
        : "is a tag that every stack sets itself",
      got: tags[key],
      allowed: "any other key",
      fix: "choose another key",
    }));
}

function percentFaults(path: string, value: number | undefined): Fault[] {
  if (value === undefined || (value >= 0 && value <= 100)) {
    return [];
  }
  return [
    { path, problem: "is no percentage", got: value, allowed: "0 to 100", fix: "choose a share between nothing and everything" },
  ];
}
