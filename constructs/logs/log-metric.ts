import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { literal } from "../core/literal";
import { withinStack } from "../core/stack-dependencies";
import { throwFaults } from "../core/validation";
import { countFilter, logMetricFaults } from "./log-metric-faults";
import type { LogMetricProps } from "./log-metric-props";

/**
 * Defines a metric that is counted from the events of a log group as they come in; what the group holds already is not counted.
 *
 * Costs 0.30 USD a month for each metric that gets a value (us-east-1, the first 10,000 metrics, 2026-06), by the hour; the filter
 * itself is free.
 */
export class LogMetric extends Construct {
  /** The metric filter itself. */
  public readonly resource: CloudwatchLogMetricFilter;

  /** @throws ValidationError when CloudWatch would refuse the pattern, a name or a combination, or the group is full or of another class */
  public constructor(scope: Construct, id: string, props: LogMetricProps) {
    super(scope, id);
    throwFaults(`log metric "${this.node.path}"`, [
      ...logMetricFaults(props),
      ...countFilter(this.node.root, props.logGroup, props.pattern),
    ]);

    const { logGroup, dimensions } = props;
    this.resource = new CloudwatchLogMetricFilter(this, "Resource", {
      name: props.filterName,
      logGroupName: logGroup.logGroupName,
      pattern: literal(props.pattern),
      metricTransformation: {
        name: props.metricName,
        namespace: props.metricNamespace,
        value: String(props.metricValue ?? 1),
        unit: props.unit ?? "None",
        defaultValue: props.defaultValue === undefined ? undefined : String(props.defaultValue),
        dimensions: dimensions && { ...dimensions },
      },
      dependsOn: withinStack(this, [logGroup.dependable]),
    });
  }
}
