import { stringify } from "yaml";
import { type AlertRule, isAlert, type Rule, type RuleGroup, runbookPage } from "./rule";

/** How rules are rendered. */
export interface RenderOptions {
  /**
   * Put before the runbook's path in `runbook_url`; ends with a slash, such as `https://github.com/acme/observability/blob/main/`.
   * @default "" - the path inside the repository
   */
  readonly runbookBaseUrl?: string;
}

/** The groups as the object that a Prometheus rule file and the `spec` of a PrometheusRule both hold. */
export function prometheusRules(
  groups: readonly RuleGroup[],
  options: RenderOptions = {},
): { readonly groups: readonly object[] } {
  return {
    groups: groups.map(({ name, interval, rules }) => ({
      name,
      interval: interval.toPrometheus(),
      rules: rules.map((rule) => renderRule(rule, options)),
    })),
  };
}

/** The groups as a Prometheus rule file (YAML). The same input always gives the same text. */
export function renderPrometheusRules(groups: readonly RuleGroup[], options: RenderOptions = {}): string {
  return stringify(prometheusRules(groups, options), { lineWidth: 0 });
}

function renderRule(rule: Rule, options: RenderOptions): object {
  if (isAlert(rule)) {
    return renderAlert(rule, options);
  }
  const { record, expr, labels } = rule;
  return labels === undefined ? { record, expr } : { record, expr, labels };
}

function renderAlert(rule: AlertRule, { runbookBaseUrl = "" }: RenderOptions): object {
  return {
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for.toPrometheus(),
    labels: { severity: rule.severity, owner: rule.owner },
    annotations: {
      summary: rule.summary,
      description: rule.description,
      runbook_url: `${runbookBaseUrl}${runbookPage(rule.alert)}`,
    },
  };
}
