import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { chosenDataSource, DATA_SOURCE_VARIABLE } from "./data-source";

/** The variable behind every panel's data source. */
export function dataSourceVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder(DATA_SOURCE_VARIABLE).label("Data source").type("prometheus");
}

/** A variable with the values of one label; "All" also matches series without the label. */
export function labelVariable(label: string, metric: string, title: string): QueryVariableBuilder {
  return new QueryVariableBuilder(label)
    .label(title)
    .query(`label_values(${metric}, ${label})`)
    .datasource(chosenDataSource())
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current({ selected: true, text: "All", value: "$__all" });
}
