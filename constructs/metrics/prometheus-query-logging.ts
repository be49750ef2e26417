import { PrometheusQueryLoggingConfiguration } from "@cdktf/provider-aws/lib/prometheus-query-logging-configuration";
import { Construct } from "constructs";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults, wholeNumberFaults } from "../core/validation";
import type { ILogGroupRef } from "../logs/log-group-ref";
import { vendedLogFaults } from "./vended-logs";
import type { IPrometheusWorkspaceRef } from "./workspace-ref";

/** What a `PrometheusQueryLogging` is made of. */
export interface PrometheusQueryLoggingProps {
  /** The workspace whose queries are logged; it has one such configuration. */
  readonly workspace: IPrometheusWorkspaceRef;
  /** Where queries are written. Its name starts with `/aws/vendedlogs/`; a name that is a token is not checked here. */
  readonly logGroup: ILogGroupRef;
  /** Queries that read more samples than this are logged: a whole number, 0 and more. 10 million samples cost 0.001 USD to read. */
  readonly minSamples: number;
}

/**
 * Logs the expensive queries of a workspace, with who asked. Costs what CloudWatch asks for vended logs.
 *
 * Needs version 6.3 of the AWS provider (its changelog, 2025-07-10): the stacks, which plan with 5.100 as well, don't use it.
 */
export class PrometheusQueryLogging extends Construct {
  /** The configuration itself. */
  public readonly resource: PrometheusQueryLoggingConfiguration;

  /** @throws ValidationError when the log group's name or the number of samples is refused by AMP */
  public constructor(scope: Construct, id: string, props: PrometheusQueryLoggingProps) {
    super(scope, id);
    const { workspace, logGroup, minSamples } = props;
    throwFaults(`query logging "${this.node.path}"`, [
      ...vendedLogFaults(logGroup),
      ...wholeNumberFaults("minSamples", minSamples, 0, Number.MAX_SAFE_INTEGER, "samples"),
    ]);

    this.resource = new PrometheusQueryLoggingConfiguration(this, "Resource", {
      workspaceId: workspace.workspaceId,
      destination: [{ cloudwatchLogs: [{ logGroupArn: `${logGroup.logGroupArn}:*` }], filters: [{ qspThreshold: minSamples }] }],
      dependsOn: withinStack(this, [logGroup.dependable]),
    });
  }
}
