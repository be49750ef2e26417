import type { Dashboard, Panel, RowPanel, VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";
import { chosenDataSource, type PrometheusPlugin } from "../panels/data-source";

/** What every dashboard gets, whoever built it. */
export interface NormaliseOptions {
  /** Stable identifier; part of the dashboard's address. */
  readonly uid: string;
  /** Plugin that answers PromQL. */
  readonly plugin: PrometheusPlugin;
}

/**
 * Adds what the Foundation SDK (0.0.21) leaves out and Grafana needs: an id on every panel, a refId on every query, a data source on
 * both, an annotation list. Ids follow the order of the panels, so that the text changes only where the dashboard does.
 */
export function normalise(dashboard: Dashboard, { uid, plugin }: NormaliseOptions): Dashboard {
  let lastId = 0;
  const withIds = (panel: Panel | RowPanel): Panel | RowPanel => {
    lastId += 1;
    const id = lastId;
    return isRow(panel)
      ? { ...panel, id, panels: panel.panels.map((child) => withIds(child) as Panel) }
      : { ...withDataSource(panel, plugin), id };
  };
  return {
    ...dashboard,
    uid,
    annotations: { list: dashboard.annotations.list ?? [] },
    templating: { list: (dashboard.templating.list ?? []).map((variable) => variableOf(variable, plugin)) },
    panels: (dashboard.panels ?? []).map(withIds),
  };
}

function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === "row";
}

function withDataSource(panel: Panel, plugin: PrometheusPlugin): Panel {
  const datasource = chosenDataSource(plugin);
  return {
    ...panel,
    datasource,
    targets: (panel.targets ?? []).map((target, index) => ({ ...target, refId: refId(index), datasource })),
  };
}

function variableOf(variable: VariableModel, plugin: PrometheusPlugin): VariableModel {
  if (variable.type === "datasource") {
    return { ...variable, query: plugin };
  }
  return variable.type === "query" ? { ...variable, datasource: chosenDataSource(plugin) } : variable;
}

/** A, B, ... Z: Grafana's own names; no panel of ours has more queries. */
function refId(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}
