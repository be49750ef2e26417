import { Token } from "cdktf";
import { Ipv4Cidr } from "../core/ipv4-cidr";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, oneOfFaults } from "../core/validation";
import { endpointFaults } from "./endpoint-faults";
import { flowLogFaults } from "./flow-log-faults";
import { flowLogRoleName } from "./flow-logs";
import type { NetworkProps } from "./network-props";

/** Everything that is wrong with the props of a network. */
export function networkFaults(props: NetworkProps): Fault[] {
  return [
    ...nameFaults("namePrefix", flowLogRoleName(props.namePrefix, props.location), NAME_LIMITS.iamRole),
    ...cidrFaults(props.cidr),
    ...zoneFaults(props.zones),
    ...oneOfFaults("natGateways", props.natGateways, ["none", "single", "one-per-zone"]),
    ...endpointFaults("interfaceEndpoints", props.interfaceEndpoints, props.trustedAccountIds, props.location),
    ...clusterNameFaults(props.clusterName),
    ...flowLogFaults(
      { trafficType: props.flowLogTrafficType, aggregationSeconds: props.flowLogAggregationSeconds, fields: props.flowLogFields },
      { trafficType: "flowLogTrafficType", aggregationSeconds: "flowLogAggregationSeconds", fields: "flowLogFields" },
    ),
  ];
}

function cidrFaults(cidr: string): Fault[] {
  const block = Ipv4Cidr.parse(cidr);
  if (block && block.prefixLength >= 16 && block.prefixLength <= 22) {
    return [];
  }
  return [
    {
      path: "cidr",
      problem: "is no block that the subnets fit into",
      got: cidr,
      allowed: "an IPv4 block from /16 to /22, written with its first address",
      fix: "choose a block such as 10.40.0.0/16",
    },
  ];
}

function zoneFaults(zones: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const malformed = zones.filter((zone) => !/^[a-z]$/.test(zone));
  if (malformed.length > 0) {
    faults.push({
      path: "zones",
      problem: "holds what is no zone letter",
      got: malformed,
      allowed: "one lower-case letter each",
      fix: 'write the last letter of the zone only: "a" for eu-central-1a',
    });
  }
  if (zones.length < 2 || zones.length > 4 || new Set(zones).size !== zones.length) {
    faults.push({
      path: "zones",
      problem: "must be two to four different zones",
      got: zones,
      allowed: "2 to 4 different letters",
      fix: "name two zones at least: EKS wants subnets in two",
    });
  }
  return faults;
}

function clusterNameFaults(clusterName: string | undefined): Fault[] {
  return clusterName === undefined || Token.isUnresolved(clusterName)
    ? []
    : nameFaults("clusterName", clusterName, NAME_LIMITS.cluster);
}
