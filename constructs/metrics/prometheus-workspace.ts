import { PrometheusWorkspace as WorkspaceResource } from "@cdktf/provider-aws/lib/prometheus-workspace";
import { PrometheusWorkspaceConfiguration } from "@cdktf/provider-aws/lib/prometheus-workspace-configuration";
import { Construct } from "constructs";
import { arnIn, type AwsLocation } from "../core/aws-location";
import { type Duration, wholeDaysFaults } from "../core/duration";
import { NAME_LIMITS, nameFaults } from "../core/physical-name";
import { throwFaults } from "../core/validation";
import { withinStack } from "../core/stack-dependencies";
import type { IEncryptionKeyRef } from "../iam/encryption-key-ref";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { limitsPerLabelSet, type SeriesLimit, seriesLimitFaults } from "./series-limits";
import { vendedLogFaults } from "./vended-logs";
import { PrometheusWorkspaceGrants } from "./workspace-grants";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/**
 * The longest time that a workspace keeps samples.
 *
 * @see Amazon Managed Service for Prometheus User Guide, "Configure your workspace": maximum 1095 days; API minimum 1 (read 2026-11)
 */
export const WORKSPACE_RETENTION_MAX_DAYS = 1095;

/** What a `PrometheusWorkspace` is made of. */
export interface PrometheusWorkspaceProps {
  /** Name that people see, at most 100 characters; not unique. Changing it renames the workspace. */
  readonly alias: string;
  /**
   * The key that encrypts samples. AMP works through grants that the deploying role makes, so the key's policy needs no statement
   * for the service. Changing it replaces the workspace and loses its samples.
   */
  readonly key: IEncryptionKeyRef;
  /** How long samples are kept: whole days, 1 to 1095. Shortening it deletes older samples. */
  readonly keep: Duration;
  /**
   * Where AMP reports failing rules and notifications. Its name starts with `/aws/vendedlogs/`; a name that is a token is not
   * checked here. Costs what CloudWatch asks for vended logs, a few cents a month unless rules fail.
   * @default - AMP writes no logs, and failing rules show only in metrics
   */
  readonly logGroup?: ILogGroupRef;
  /**
   * How many active series with certain labels the workspace takes, so that one job with too many labels is cut off before the
   * quota of all is used up. Free.
   * @default - only the workspace's quota, 50 million active series
   */
  readonly seriesLimits?: readonly SeriesLimit[];
}

/** A workspace that exists already, by its id. */
export interface PrometheusWorkspaceAttributes {
  /** Id of the workspace, `ws-` and a UUID. */
  readonly workspaceId: string;
  /** Account and region of the workspace. */
  readonly location: AwsLocation;
}

/**
 * Defines a workspace of Amazon Managed Service for Prometheus: encrypted with an own key, with the time that samples are kept.
 *
 * Costs 0.90 USD per 10 million samples ingested for the first 2 billion a month and less beyond, 0.03 USD per GB and month, and
 * 0.10 USD per billion samples that queries read (us-east-1).
 */
export class PrometheusWorkspace extends Construct implements IPrometheusWorkspaceRef {
  /** A workspace that another stack or somebody else made; its URLs follow from its id. */
  public static fromAttributes({ workspaceId, location }: PrometheusWorkspaceAttributes): IPrometheusWorkspaceRef {
    const domain = location.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return {
      workspaceId,
      workspaceArn: arnIn(location, "aps", `workspace/${workspaceId}`),
      ...urlsOf(`https://aps-workspaces.${location.region}.${domain}/workspaces/${workspaceId}/`),
    };
  }

  /** The workspace itself. */
  public readonly resource: WorkspaceResource;
  /** Its retention and limits. */
  public readonly configuration: PrometheusWorkspaceConfiguration;
  /** Id of the workspace. */
  public readonly workspaceId: string;
  /** ARN of the workspace. */
  public readonly workspaceArn: string;
  /** Address of the workspace, ending with a slash. */
  public readonly endpointUrl: string;
  /** Where samples are written. */
  public readonly remoteWriteUrl: string;
  /** Where PromQL is asked. */
  public readonly queryUrl: string;
  /** Gives roles the right to write or to query. */
  public readonly grants: PrometheusWorkspaceGrants;

  /** @throws ValidationError when the alias, the retention, the log group's name or a limit is refused by AMP */
  public constructor(scope: Construct, id: string, props: PrometheusWorkspaceProps) {
    super(scope, id);
    throwFaults(`Prometheus workspace "${this.node.path}"`, [
      ...nameFaults("alias", props.alias, NAME_LIMITS.prometheusAlias),
      ...wholeDaysFaults("keep", props.keep, 1, WORKSPACE_RETENTION_MAX_DAYS),
      ...vendedLogFaults(props.logGroup),
      ...seriesLimitFaults(props.seriesLimits ?? []),
    ]);

    this.resource = new WorkspaceResource(this, "Resource", {
      alias: props.alias,
      kmsKeyArn: props.key.keyArn,
      // AMP takes the ARN with `:*` only; CloudWatch hands it out without.
      loggingConfiguration: props.logGroup && { logGroupArn: `${props.logGroup.logGroupArn}:*` },
      dependsOn: withinStack(this, [props.logGroup?.dependable]),
    });
    this.configuration = new PrometheusWorkspaceConfiguration(this, "Configuration", {
      workspaceId: this.resource.id,
      retentionPeriodInDays: props.keep.toDays(),
      limitsPerLabelSet: props.seriesLimits && limitsPerLabelSet(props.seriesLimits),
    });
    this.workspaceId = this.resource.id;
    this.workspaceArn = this.resource.arn;
    const urls = urlsOf(this.resource.prometheusEndpoint);
    this.endpointUrl = urls.endpointUrl;
    this.remoteWriteUrl = urls.remoteWriteUrl;
    this.queryUrl = urls.queryUrl;
    this.grants = new PrometheusWorkspaceGrants(this, this);
  }
}

function urlsOf(endpointUrl: string): Pick<IPrometheusWorkspaceRef, "endpointUrl" | "remoteWriteUrl" | "queryUrl"> {
  return {
    endpointUrl,
    remoteWriteUrl: `${endpointUrl}api/v1/remote_write`,
    queryUrl: `${endpointUrl}api/v1/query`,
  };
}
