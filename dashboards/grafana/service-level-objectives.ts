import { DashboardBuilder, RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { slos } from "../../rules/groups";
import { BUDGET_REMAINING } from "../../rules/slo/define-slo";
import { errorBudgetPanels } from "../panels/error-budget";
import { dataSourceVariable, labelVariable } from "../panels/variables";
import type { DashboardSource } from "./dashboard";

/** What was promised about each service, how much of its error budget is left, and how fast it goes. */
export const serviceLevelObjectives: DashboardSource = {
  name: "service-level-objectives",
  build: () => {
    const dashboard = new DashboardBuilder("Service level objectives")
      .description(
        "Promises, their error budgets over 30 days, and how fast they burn. The alerts are <name>BudgetBurnsFast and -Slowly.",
      )
      .tags(["eks-observability"])
      .time({ from: "now-7d", to: "now" })
      .refresh("5m")
      .withVariable(dataSourceVariable())
      .withVariable(labelVariable("cluster", BUDGET_REMAINING, "Cluster"));
    for (const slo of slos) {
      dashboard.withRow(new RowBuilder(`${slo.props.service}: ${slo.props.slo}`));
      errorBudgetPanels(slo).forEach((panel) => dashboard.withPanel(panel));
    }
    return dashboard;
  },
};
