import { describe, expect, it } from "vitest";
import { errorBudgetPanels } from "../../dashboards/panels/error-budget";
import { grafanaDashboards } from "../../dashboards";
import { slos } from "../../rules/groups";
import { defineSlo } from "../../rules/slo/define-slo";

const own = defineSlo({
  name: "Checkout",
  slo: "checkout-availability",
  service: "Checkout",
  bad: "end with an error",
  objective: 0.995,
  sli: { total: "requests_total", bad: 'requests_total{code=~"5.."}' },
  owner: "shop",
});
interface Panel {
  readonly title: string;
  readonly gridPos: { readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
}
const panelsOf = (slo: typeof own) =>
  errorBudgetPanels(slo).map((panel) => JSON.parse(JSON.stringify(panel.build())) as unknown as Panel);

describe("errorBudgetPanels", () => {
  it("divide by what the promise allows, so that 1 spends the budget exactly, and read that promise's series alone", () => {
    const [spent, burn, left] = panelsOf(own).map(({ targets }) => targets[0]!.expr);
    expect(spent).toBe('1 - min(slo:error_budget_remaining:ratio30d{cluster=~"$cluster", slo="checkout-availability"})');
    expect(burn).toBe('slo:sli_error:ratio_rate1h{cluster=~"$cluster", slo="checkout-availability"} / 0.005');
    expect(left).toBe('slo:error_budget_remaining:ratio30d{cluster=~"$cluster", slo="checkout-availability"}');
  });

  it("fill one line", () => {
    const panels = panelsOf(own);
    expect(panels.reduce((sum, { gridPos }) => sum + gridPos.w, 0)).toBe(24);
    expect(new Set(panels.map(({ gridPos }) => gridPos.h))).toEqual(new Set([8]));
  });

  it("are on a dashboard for every promise that there is", () => {
    const { model } = grafanaDashboards.find(({ name }) => name === "service-level-objectives")!;
    const text = JSON.stringify(model);
    for (const { props } of slos) {
      expect(text.split(`slo=\\"${props.slo}\\"`), props.slo).toHaveLength(4);
    }
  });
});
