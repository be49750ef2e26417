import { PrometheusScraper } from "@cdktf/provider-aws/lib/prometheus-scraper";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import type { IClusterRef } from "../eks/cluster-ref";
import { Role } from "../iam/role";
import { ServiceRole } from "../iam/service-role";
import { renderScrapeConfiguration, type ScrapeConfiguration, scrapeConfigurationFaults } from "./scrape-configuration";
import { REMOTE_WRITE_ACTIONS } from "./workspace-grants";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What a `ManagedScraper` is made of. */
export interface ManagedScraperProps {
  /** Name that people see, at most 100 characters; not unique. Changing it renames the scraper. */
  readonly alias: string;
  /** Account and region of the cluster, which are those of the scraper. */
  readonly location: AwsLocation;
  /**
   * The cluster whose targets are scraped: its endpoint is open within the VPC, and its authentication mode is `API` or
   * `API_AND_CONFIG_MAP`. Changing it replaces the scraper.
   */
  readonly cluster: IClusterRef;
  /** Where samples go: a workspace in the same region. */
  readonly workspace: IPrometheusWorkspaceRef;
  /**
   * 2 to 5 subnets in at least two zones, of the cluster's VPC; each needs a free address. Changing them replaces the scraper.
   */
  readonly subnetIds: readonly string[];
  /**
   * 1 to 5 security groups of the scraper's network interfaces. Targets must admit them. Changing them replaces the scraper.
   * @default - the group that EKS made for the cluster, which its nodes and pods admit
   */
  readonly securityGroupIds?: readonly string[];
  /** What is collected. */
  readonly scrape: ScrapeConfiguration;
  /** Name of the role that the scraper takes in the cluster's account, at most 64 characters. */
  readonly sourceRoleName: string;
  /** Name of the role that may write to the workspace, which the first one takes, at most 64 characters. */
  readonly targetRoleName: string;
}

type ScraperRoleProps = Pick<ManagedScraperProps, "location" | "workspace" | "sourceRoleName" | "targetRoleName">;

/**
 * Defines a scraper that AWS runs: it discovers the targets of a cluster and writes their samples to a workspace, without anything
 * in the cluster. It needs what it scrapes to be there: kube-state-metrics and node-exporter are not part of it.
 *
 * A workspace with an own key can't be written to by the service's own role: two roles are made for that. AWS makes the service's
 * role all the same, and gives it an access entry to the cluster that reads nodes, pods, services, endpoints, ingresses and
 * `/metrics`; where a cluster has no access entries, the same rights have to be bound to a user by a ClusterRole.
 *
 * Costs by the hour and by the sample, on top of what the workspace asks. It takes up to 30 minutes to create and 20 to delete; an
 * account has 10 of them per region.
 *
 * @see AMP User Guide, "Set up managed collectors for Amazon EKS" (read 2026-11)
 */
export class ManagedScraper extends Construct {
  /** The scraper itself. */
  public readonly resource: PrometheusScraper;
  /** ARN of the scraper. */
  public readonly scraperArn: string;
  /** ARN of the role that AWS made for the scraper; access to the cluster is given to it. */
  public readonly serviceRoleArn: string;

  /** @throws ValidationError when AMP would refuse a subnet, a group, a name or the configuration */
  public constructor(scope: Construct, id: string, props: ManagedScraperProps) {
    super(scope, id);
    const { alias, cluster, workspace, subnetIds, securityGroupIds, scrape, location, sourceRoleName, targetRoleName } = props;
    throwFaults(`managed scraper "${this.node.path}"`, [
      ...nameFaults("alias", alias, NAME_LIMITS.prometheusAlias),
      ...listFaults("subnetIds", subnetIds, 2),
      ...(securityGroupIds === undefined ? [] : listFaults("securityGroupIds", securityGroupIds, 1)),
      ...scrapeConfigurationFaults("scrape", scrape),
    ]);
    const { source, target } = this.roles({ location, workspace, sourceRoleName, targetRoleName });

    this.resource = new PrometheusScraper(this, "Resource", {
      alias,
      source: [
        {
          eks: [
            {
              clusterArn: cluster.clusterArn,
              subnetIds: [...subnetIds],
              securityGroupIds: securityGroupIds && [...securityGroupIds],
            },
          ],
        },
      ],
      destination: [{ amp: [{ workspaceArn: workspace.workspaceArn }] }],
      roleConfiguration: [{ sourceRoleArn: source.roleArn, targetRoleArn: target.roleArn }],
      scrapeConfiguration: renderScrapeConfiguration(scrape),
      dependsOn: [...source.policies, ...target.policies],
    });
    this.scraperArn = this.resource.arn;
    this.serviceRoleArn = this.resource.roleArn;
  }

  /** The ARN of the scraper is not known before it has its roles, so they trust every scraper of this account and region. */
  private roles({ location, workspace, sourceRoleName, targetRoleName }: ScraperRoleProps): { source: Role; target: Role } {
    const scrapers = arnIn(location, "aps", "scraper/*");
    const targetRoleArn = `arn:${location.partition}:iam::${location.account}:role/${targetRoleName}`;
    const source = new ServiceRole(this, "SourceRole", {
      roleName: sourceRoleName,
      description: "Lets a managed scraper take the role that writes to the workspace.",
      assumedBy: ["scraper.aps.amazonaws.com"],
      assumeConditions: {
        StringEquals: { "aws:SourceAccount": location.account },
        ArnLike: { "aws:SourceArn": scrapers },
      },
      statements: [{ sid: "TakeTargetRole", actions: ["sts:AssumeRole"], resources: [targetRoleArn] }],
    });
    const target = new Role(this, "TargetRole", {
      roleName: targetRoleName,
      description: "Writes the samples of a managed scraper to the workspace.",
      trust: [
        {
          sid: "Assume",
          principals: { AWS: source.roleArn },
          actions: ["sts:AssumeRole"],
          conditions: { StringLike: { "sts:ExternalId": scrapers } },
        },
      ],
      statements: [{ sid: "RemoteWrite", actions: REMOTE_WRITE_ACTIONS, resources: [workspace.workspaceArn] }],
    });
    return { source, target };
  }
}

/** @see AMP API, EksConfiguration: at most 5 of each (botocore's model, read 2026-11) */
function listFaults(path: string, ids: readonly string[], min: number): Fault[] {
  if (ids.length >= min && ids.length <= 5) {
    return [];
  }
  return [
    {
      path,
      problem: min === 2 ? "must name subnets in at least two zones" : "has the wrong number of entries",
      got: ids.length,
      allowed: `${min} to 5`,
      fix: "give the private subnets of the cluster's zones, or groups that its targets admit",
    },
  ];
}
