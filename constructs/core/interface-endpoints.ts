/**
 * AWS services that an observed private cluster talks to all the time: what interface endpoints are made for unless a network says
 * otherwise. An interface endpoint costs 0.01 USD an hour and zone, which is 7.30 USD a month, and 0.01 USD a GB (us-east-1,
 * 2024-07): these eleven in three zones are about 241 USD a month. Without them the same traffic pays NAT, 0.045 USD a GB.
 *
 * @see EKS user guide, private clusters (read 2026-11)
 */
export const INTERFACE_ENDPOINTS = [
  // Authorisation and manifests of images. The layers come from S3, through the gateway endpoint that costs nothing.
  "ecr.api",
  "ecr.dkr",
  // Credentials of pods: IRSA asks STS, the Pod Identity agent asks EKS Auth.
  "sts",
  "eks-auth",
  // DescribeCluster, which kubectl, Karpenter and the collectors' resource detection call. Not the Kubernetes API, which has an
  // endpoint of its own.
  "eks",
  // Addresses for pods (VPC CNI), volumes (EBS CSI), nodes (Karpenter).
  "ec2",
  // Container logs; also logs over OTLP.
  "logs",
  // Metrics of Container Insights, and alarms; also metrics over OTLP.
  "monitoring",
  // Traces, also over OTLP.
  "xray",
  // Remote write and queries of Amazon Managed Service for Prometheus.
  "aps-workspaces",
  // Envelope keys that pods open by themselves, such as secrets encrypted on the client.
  "kms",
] as const;

/**
 * AWS services that some clusters talk to, for networks that ask for them.
 *
 * @see AWS PrivateLink, services that integrate (read 2026-11)
 */
export const OPTIONAL_INTERFACE_ENDPOINTS = [
  // The load balancer controller makes load balancers, finds certificates and attaches web ACLs.
  "elasticloadbalancing",
  "acm",
  "wafv2",
  // Cluster Autoscaler changes the size of node groups.
  "autoscaling",
  // Karpenter reads interruption notices, and the newest image of the nodes' operating system.
  "sqs",
  "ssm",
  // Session Manager opens shells on nodes, together with `ssm`.
  "ssmmessages",
  "ec2messages",
  // External Secrets and the Secrets Store CSI driver.
  "secretsmanager",
  // An Alertmanager inside the cluster publishes alerts.
  "sns",
  // Fluent Bit or a collector writes into a delivery stream without CloudWatch Logs between.
  "kinesis-firehose",
  // A Grafana inside the cluster queries the archive.
  "athena",
  "glue",
  // Rule groups and workspaces are managed from inside the cluster.
  "aps",
  "grafana",
  // Volumes on EFS.
  "elasticfilesystem",
] as const;

/** An AWS service that an interface endpoint can be made for, by the last part of the endpoint's name. */
export type InterfaceEndpointService = (typeof INTERFACE_ENDPOINTS)[number] | (typeof OPTIONAL_INTERFACE_ENDPOINTS)[number];

/** Every service that an interface endpoint can be made for. */
export const INTERFACE_ENDPOINT_SERVICES: readonly InterfaceEndpointService[] = [
  ...INTERFACE_ENDPOINTS,
  ...OPTIONAL_INTERFACE_ENDPOINTS,
];
