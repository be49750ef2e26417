import { BigValueColorMode } from "@grafana/grafana-foundation-sdk/common";
import { ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { instantQuery } from "./prometheus-query";

/** What a panel with one number shows. */
export interface SingleValueOptions {
  readonly title: string;
  /** What the number counts. */
  readonly description: string;
  readonly expr: string;
  /** Unit as Grafana names it. */
  readonly unit: string;
  /**
   * From this value on the number is red.
   * @default - the number has no colour
   */
  readonly badFrom?: number;
}

/** One number, a quarter of the dashboard wide; red from `badFrom` on. */
export function singleValue({ title, description, expr, unit, badFrom }: SingleValueOptions): PanelBuilder {
  const bad = badFrom === undefined ? [] : [{ value: badFrom, color: "red" }];
  return new PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .span(6)
    .height(4)
    .colorMode(badFrom === undefined ? BigValueColorMode.None : BigValueColorMode.Value)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ value: null, color: "green" }, ...bad]))
    .withTarget(instantQuery(expr));
}
