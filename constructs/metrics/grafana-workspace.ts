import { GrafanaRoleAssociation } from "@cdktf/provider-aws/lib/grafana-role-association";
import { GrafanaWorkspace as WorkspaceResource } from "@cdktf/provider-aws/lib/grafana-workspace";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { type Fault, throwFaults } from "../core/validation";
import { GRAFANA_VERSIONS, type GrafanaVersion } from "../core/versions";
import { ServiceRole } from "../iam/service-role";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { grafanaRoleStatements } from "./grafana-role-statements";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What a `GrafanaWorkspace` is made of. */
export interface GrafanaWorkspaceProps {
  /** Name of the workspace, 1 to 255 of `A-Z a-z 0-9 - . _ ~`. */
  readonly workspaceName: string;
  /** Name of the role that Grafana reads AWS with, at most 64 characters. */
  readonly roleName: string;
  /** Account and region of the workspace. */
  readonly location: AwsLocation;
  /**
   * How people sign in. `identity-center` needs IAM Identity Center in the organisation; `saml` needs an identity provider whose
   * metadata is given to the workspace afterwards. Exactly one of the two.
   */
  readonly authentication: "identity-center" | "saml";
  /** Version of Grafana. It can be raised and never lowered; raising makes the workspace read-only for some ten minutes. */
  readonly version: GrafanaVersion;
  /**
   * Prometheus workspaces that Grafana may query.
   * @default - none
   */
  readonly prometheusWorkspaces?: readonly IPrometheusWorkspaceRef[];
  /**
   * Log groups that Grafana may query through Logs Insights, which costs 0.005 USD per GB scanned (us-east-1).
   * @default - none
   */
  readonly logGroups?: readonly ILogGroupRef[];
  /**
   * Ids of Identity Center groups that get the role ADMIN.
   * @default - none: somebody has to be made administrator in the console
   */
  readonly adminGroupIds?: readonly string[];
  /**
   * Ids of Identity Center users that get the role ADMIN.
   * @default - none
   */
  readonly adminUserIds?: readonly string[];
  /**
   * Whether administrators may install plugins; the X-Ray data source is one from version 10 on.
   * @default true
   */
  readonly pluginAdministration?: boolean;
}

/**
 * Defines an Amazon Managed Grafana workspace with a role of our own: the service does not create the data sources' policies when it
 * is asked through its API (hashicorp/terraform-provider-aws#24342).
 *
 * Costs 9 USD a month for each editor and 5 USD for each viewer who signs in (us-east-1). At most 5 workspaces a region unless AWS
 * raises the quota.
 */
export class GrafanaWorkspace extends Construct {
  /** The workspace itself. */
  public readonly resource: WorkspaceResource;
  /** The role that Grafana reads AWS with. */
  public readonly role: ServiceRole;
  /** Id of the workspace, `g-` and ten characters. */
  public readonly workspaceId: string;
  /** Host name of the workspace, without `https://`. */
  public readonly endpoint: string;

  /** @throws ValidationError when a name or the version is refused, or administrators are given without Identity Center */
  public constructor(scope: Construct, id: string, props: GrafanaWorkspaceProps) {
    super(scope, id);
    throwFaults(`Grafana workspace "${this.node.path}"`, [
      ...nameFaults("workspaceName", props.workspaceName, NAME_LIMITS.grafanaWorkspace),
      ...nameFaults("roleName", props.roleName, NAME_LIMITS.iamRole),
      ...versionFaults(props.version),
      ...adminFaults(props),
    ]);

    this.role = this.createRole(props);
    this.resource = new WorkspaceResource(this, "Resource", {
      name: props.workspaceName,
      accountAccessType: "CURRENT_ACCOUNT",
      authenticationProviders: [props.authentication === "identity-center" ? "AWS_SSO" : "SAML"],
      permissionType: "CUSTOMER_MANAGED",
      roleArn: this.role.roleArn,
      dataSources: ["PROMETHEUS", "CLOUDWATCH", "XRAY"],
      grafanaVersion: props.version,
      configuration: JSON.stringify({
        plugins: { pluginAdminEnabled: props.pluginAdministration ?? true },
        unifiedAlerting: { enabled: true },
      }),
    });
    this.workspaceId = this.resource.id;
    this.endpoint = this.resource.endpoint;
    this.addAdministrators(props);
  }

  private createRole({ roleName, location, prometheusWorkspaces = [], logGroups = [] }: GrafanaWorkspaceProps): ServiceRole {
    return new ServiceRole(this, "Role", {
      roleName,
      description: "Reads metrics, logs and traces for the Grafana workspace.",
      assumedBy: ["grafana.amazonaws.com"],
      assumeConditions: {
        StringEquals: { "aws:SourceAccount": location.account },
        // The workspace's own id is not known before the role exists.
        StringLike: { "aws:SourceArn": arnIn(location, "grafana", "/workspaces/*") },
      },
      statements: grafanaRoleStatements({ location, workspaces: prometheusWorkspaces, logGroups }),
    });
  }

  private addAdministrators({ adminGroupIds = [], adminUserIds = [] }: GrafanaWorkspaceProps): void {
    if (adminGroupIds.length + adminUserIds.length > 0) {
      new GrafanaRoleAssociation(this, "Administrators", {
        workspaceId: this.workspaceId,
        role: "ADMIN",
        groupIds: adminGroupIds.length > 0 ? [...adminGroupIds] : undefined,
        userIds: adminUserIds.length > 0 ? [...adminUserIds] : undefined,
      });
    }
  }
}

function versionFaults(version: GrafanaVersion): Fault[] {
  if (GRAFANA_VERSIONS.includes(version)) {
    return [];
  }
  return [
    {
      path: "version",
      problem: "is not a version of Amazon Managed Grafana that this project knows",
      got: version,
      allowed: GRAFANA_VERSIONS.join(", "),
      fix: "choose one of them, or add the new one to constructs/core/versions.ts",
    },
  ];
}

function adminFaults({ authentication, adminGroupIds = [], adminUserIds = [] }: GrafanaWorkspaceProps): Fault[] {
  if (authentication === "identity-center" || adminGroupIds.length + adminUserIds.length === 0) {
    return [];
  }
  return [
    {
      path: adminGroupIds.length > 0 ? "adminGroupIds" : "adminUserIds",
      problem: "names Identity Center administrators of a workspace that signs in with SAML",
      got: [...adminGroupIds, ...adminUserIds],
      fix: 'use authentication "identity-center", or let the SAML assertion carry the administrators\' role',
    },
  ];
}
