import { LegendDisplayMode, LegendPlacement, TooltipDisplayMode, SortOrder } from "@grafana/grafana-foundation-sdk/common";
import { VizLegendOptionsBuilder, VizTooltipOptionsBuilder } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { rangeQuery } from "./prometheus-query";

/** What a line panel shows. */
export interface TimeSeriesOptions {
  readonly title: string;
  /** What the reader learns from it, and what to do when it looks bad. */
  readonly description: string;
  readonly expr: string;
  /** Name of each line, from labels: `{{instance}}`. */
  readonly legend: string;
  /** Unit as Grafana names it: `percentunit`, `bytes`, `Bps`, `short`. */
  readonly unit: string;
  /**
   * Upper end of the axis; set it to 1 for shares, so that 5 % does not look like a catastrophe.
   * @default - the largest value shown
   */
  readonly max?: number;
}

/** Lines over time: half the width of the dashboard, from zero, with a legend and a tooltip that lists the largest first. */
export function timeSeries({ title, description, expr, legend, unit, max }: TimeSeriesOptions): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .min(0)
    .span(12)
    .height(8)
    .legend(new VizLegendOptionsBuilder().showLegend(true).displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .withTarget(rangeQuery(expr, legend));
  return max === undefined ? panel : panel.max(max);
}
