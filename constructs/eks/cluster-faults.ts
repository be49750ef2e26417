import { Token } from "cdktf";
import { CONTROL_PLANE_LOG_TYPES } from "../core/control-plane-log-types";
import { Ipv4Cidr } from "../core/ipv4-cidr";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import type { Fault } from "../core/validation";
import { KUBERNETES_VERSIONS, supportFaults } from "../core/versions";
import type { IClusterRef } from "./cluster-ref";
import type { EksClusterProps } from "./cluster-props";

/** Everything that EKS would refuse about a cluster, or that nobody should ask it for. */
export function clusterFaults(props: EksClusterProps): Fault[] {
  return [
    ...nameFaults("clusterName", props.clusterName, NAME_LIMITS.cluster),
    ...versionFaults(props),
    ...subnetFaults(props),
    ...logTypeFaults(props),
    ...publicAccessFaults(props),
    ...blockFaults("privateAccessCidrs", props.privateAccessCidrs ?? [], 8, 32),
    ...serviceBlockFaults(props),
  ];
}

/** What contradicts itself in the description of a cluster that exists. */
export function existingClusterFaults({ clusterName, clusterArn, clusterEndpoint }: IClusterRef): Fault[] {
  const faults: Fault[] = [];
  if (!Token.isUnresolved(clusterArn) && !Token.isUnresolved(clusterName) && !clusterArn.endsWith(`:cluster/${clusterName}`)) {
    faults.push({
      path: "clusterArn",
      problem: `is not the ARN of an EKS cluster with the name ${clusterName}`,
      got: clusterArn,
      allowed: `arn:aws:eks:<region>:<account>:cluster/${clusterName}`,
      fix: "take name and ARN of the same cluster",
    });
  }
  if (!Token.isUnresolved(clusterEndpoint) && !clusterEndpoint.startsWith("https://")) {
    faults.push({
      path: "clusterEndpoint",
      problem: "is no URL of a Kubernetes API",
      got: clusterEndpoint,
      allowed: "https://...",
      fix: "take the endpoint as `aws eks describe-cluster` prints it",
    });
  }
  return faults;
}

function versionFaults({ version, today }: EksClusterProps): Fault[] {
  if (KUBERNETES_VERSIONS.includes(version)) {
    return today === undefined ? [] : supportFaults(version, today);
  }
  return [
    {
      path: "version",
      problem: "is not a Kubernetes version that this project knows on EKS",
      got: version,
      allowed: KUBERNETES_VERSIONS.join(", "),
      fix: "choose one of these",
    },
  ];
}

function subnetFaults({ subnetIds, securityGroupIds = [] }: EksClusterProps): Fault[] {
  const faults: Fault[] = [];
  if (subnetIds.length < 2) {
    faults.push({
      path: "subnetIds",
      problem: "must name subnets in at least two zones",
      got: subnetIds.length,
      allowed: "2 or more",
      fix: "give the private or intra subnets of every zone",
    });
  }
  if (securityGroupIds.length > 4) {
    faults.push({
      path: "securityGroupIds",
      problem: "are more than a network interface of the control plane takes beside the cluster's own",
      got: securityGroupIds.length,
      allowed: "at most 4",
      fix: "put the rules into fewer groups",
    });
  }
  return faults;
}

function logTypeFaults({ logTypes = [] }: EksClusterProps): Fault[] {
  const unknown = logTypes.filter((type) => !CONTROL_PLANE_LOG_TYPES.includes(type));
  if (unknown.length === 0) {
    return [];
  }
  return [
    {
      path: "logTypes",
      problem: "names parts of the control plane that write no logs",
      got: unknown,
      allowed: CONTROL_PLANE_LOG_TYPES.join(", "),
      fix: "leave these out",
    },
  ];
}

function publicAccessFaults({ publicAccessCidrs = [] }: EksClusterProps): Fault[] {
  if (publicAccessCidrs.includes("0.0.0.0/0")) {
    return [
      {
        path: "publicAccessCidrs",
        problem: "opens the Kubernetes API to the whole internet",
        got: publicAccessCidrs,
        allowed: "blocks of networks you know",
        fix: "narrow them down, or leave the API private",
      },
    ];
  }
  return blockFaults("publicAccessCidrs", publicAccessCidrs, 8, 32);
}

function serviceBlockFaults({ serviceIpv4Cidr, ipFamily = "ipv4" }: EksClusterProps): Fault[] {
  if (serviceIpv4Cidr === undefined || Token.isUnresolved(serviceIpv4Cidr)) {
    return [];
  }
  if (ipFamily === "ipv6") {
    return [
      {
        path: "serviceIpv4Cidr",
        problem: "has no meaning for a cluster whose services have IPv6 addresses",
        got: serviceIpv4Cidr,
        fix: 'leave it out, or choose ipFamily "ipv4"',
      },
    ];
  }
  const block = Ipv4Cidr.parse(serviceIpv4Cidr);
  const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((text) => Ipv4Cidr.parse(text)!);
  const isPrivate = block !== undefined && privateBlocks.some((outer) => outer.overlaps(block));
  if (isPrivate && block.prefixLength >= 12 && block.prefixLength <= 24) {
    return [];
  }
  return [
    {
      path: "serviceIpv4Cidr",
      problem: "is no block that EKS gives to services",
      got: serviceIpv4Cidr,
      allowed: "/12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, written with its first address",
      fix: "choose a block such as 172.20.0.0/16 that no network around the cluster uses",
    },
  ];
}

function blockFaults(path: string, blocks: readonly string[], shortest: number, longest: number): Fault[] {
  return blocks
    .filter((text) => !Token.isUnresolved(text))
    .filter((text) => {
      const prefixLength = Ipv4Cidr.parse(text)?.prefixLength ?? -1;
      return prefixLength < shortest || prefixLength > longest;
    })
    .map((text) => ({
      path,
      problem: "is no IPv4 block, or one that is too wide",
      got: text,
      allowed: `blocks from /${shortest} to /${longest}, written with their first address`,
      fix: "write it such as 203.0.113.0/24",
    }));
}
