import type { LaunchTemplateBlockDeviceMappings, LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { ManagedNodeGroupOptions } from "./managed-node-group-props";
import { nodeUserData } from "./node-user-data";

type Volumes = Pick<
  ManagedNodeGroupOptions,
  "operatingSystem" | "diskSizeGibibytes" | "diskIops" | "diskThroughputMibps" | "key"
>;

/**
 * What the launch template of a node group says: IMDSv2 only and out of the pods' reach, encrypted gp3 volumes, tags where default
 * tags do not reach. Every change is a new version, which the group rolls out.
 */
export function nodeLaunchTemplate(name: string, options: ManagedNodeGroupOptions): LaunchTemplateConfig {
  const tags = { ...options.instanceTags, Name: name };
  return {
    name,
    description: "Nodes with IMDSv2, hop limit 1, and encrypted gp3 volumes",
    updateDefaultVersion: true,
    // A hop limit of 1 keeps pods away from the node's own role.
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    },
    monitoring: { enabled: options.detailedMonitoring ?? true },
    blockDeviceMappings: volumes(options),
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
    userData: options.maxPods === undefined ? undefined : nodeUserData({ maxPods: options.maxPods }),
  };
}

/**
 * Amazon Linux has everything on one volume. Bottlerocket has two: its system, which never grows, and the data.
 *
 * @see github.com/bottlerocket-os/bottlerocket README, "Default Volumes": /dev/xvda and /dev/xvdb (read 2026-11)
 */
function volumes(options: Volumes): LaunchTemplateBlockDeviceMappings[] {
  const { operatingSystem = "al2023", diskSizeGibibytes = 50, diskIops, diskThroughputMibps, key } = options;
  const shared = { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true", kmsKeyId: key?.keyArn };
  const data = { ...shared, volumeSize: diskSizeGibibytes, iops: diskIops, throughput: diskThroughputMibps };
  if (operatingSystem === "al2023") {
    return [{ deviceName: "/dev/xvda", ebs: data }];
  }
  return [
    { deviceName: "/dev/xvda", ebs: { ...shared, volumeSize: 4 } },
    { deviceName: "/dev/xvdb", ebs: data },
  ];
}
