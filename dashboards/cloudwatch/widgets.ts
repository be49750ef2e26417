/** Position and size on a grid of 24 columns. */
export interface WidgetPlace {
  /** Column of the left edge, 0 to 23. */
  readonly x: number;
  /** Row of the upper edge, from 0. */
  readonly y: number;
  /** Columns, 1 to 24. */
  readonly width: number;
  /** Rows, 1 to 1000. */
  readonly height: number;
}

/** Heading or explanation in Markdown. */
export interface TextWidget extends WidgetPlace {
  readonly type: "text";
  readonly properties: { readonly markdown: string; readonly background?: "solid" | "transparent" };
}

/** Lines or numbers from metrics: `[namespace, metric, dimension, value, ..., { stat, label }]`, at most 500 of them. */
export interface MetricWidget extends WidgetPlace {
  readonly type: "metric";
  readonly properties: {
    readonly title: string;
    readonly region: string;
    readonly metrics: readonly (readonly (string | Readonly<Record<string, string | number>>)[])[];
    readonly view: "timeSeries" | "singleValue";
    readonly stat: string;
    /** Seconds, a multiple of 60. */
    readonly period: number;
    readonly stacked?: boolean;
    readonly yAxis?: { readonly left?: { readonly min?: number; readonly label?: string; readonly showUnits?: boolean } };
  };
}

/** A Logs Insights query, run anew and paid for by scanned data at each refresh. */
export interface LogWidget extends WidgetPlace {
  readonly type: "log";
  readonly properties: {
    readonly title: string;
    readonly region: string;
    /** `SOURCE 'group' | ...` */
    readonly query: string;
    readonly view: "table" | "timeSeries" | "bar" | "pie";
  };
}

/** Metrics of whatever resources carry the tags at the moment, so that nodes come and go without an edit. */
export interface ExplorerWidget extends WidgetPlace {
  readonly type: "explorer";
  readonly properties: {
    readonly title: string;
    readonly region: string;
    /** All of one resource type. */
    readonly metrics: readonly { readonly metricName: string; readonly resourceType: string; readonly stat: string }[];
    readonly labels: readonly { readonly key: string; readonly value?: string }[];
    readonly aggregateBy?: { readonly key: string; readonly func: "AVG" | "MAX" | "MIN" | "STDDEV" | "SUM" };
    readonly period: number;
    readonly splitBy: string;
    readonly widgetOptions: {
      readonly legend: { readonly position: "bottom" | "right" | "hidden" };
      readonly view: "timeSeries" | "bar" | "pie";
      readonly rowsPerPage: number;
      readonly widgetsPerRow: number;
    };
  };
}

/** One widget of a CloudWatch dashboard. */
export type CloudwatchWidget = TextWidget | MetricWidget | LogWidget | ExplorerWidget;

/**
 * Body of a CloudWatch dashboard. Every string may be a token.
 *
 * @see CloudWatch, Dashboard Body Structure and Syntax (read 2026-11)
 */
export interface CloudwatchDashboardBody {
  /** Time range at first sight, such as `-PT8H`. */
  readonly start: string;
  readonly periodOverride: "auto" | "inherit";
  /** At most 500. */
  readonly widgets: readonly CloudwatchWidget[];
}
