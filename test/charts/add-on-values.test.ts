import { Ajv } from "ajv";
import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { ClusterAutoscaler } from "../../constructs/addons/cluster-autoscaler";
import { ClusterExporters } from "../../constructs/addons/cluster-exporters";
import { FluentBit } from "../../constructs/addons/fluent-bit";
import { Karpenter } from "../../constructs/addons/karpenter";
import { KubePrometheusStack } from "../../constructs/addons/kube-prometheus-stack";
import { MetricsServer } from "../../constructs/addons/metrics-server";
import { OpenTelemetryOperator } from "../../constructs/addons/opentelemetry-operator";
import { OtelAgent } from "../../constructs/addons/otel-agent";
import { OtelCollector } from "../../constructs/addons/otel-collector";
import { ScrapingCollector } from "../../constructs/addons/scraping-collector";
import { CHARTS, type ChartVersion } from "../../constructs/core/versions";
import {
  clusterAutoscalerProps,
  clusterExportersProps,
  fluentBitProps,
  karpenterProps,
  kubePrometheusStackProps,
  openTelemetryOperatorProps,
  otelAgentProps,
  otelCollectorProps,
  scrapingCollectorProps,
  valuesOfRelease,
} from "../constructs/addons/add-on-samples";
import { CHARTS_DIR, CHARTS_MISSING, defaultValuesOf, mergedAsHelm, schemaOf, versionOf } from "./chart-folder";
import { unknownKeys, wrongTypes } from "./unknown-keys";

interface AddOn {
  readonly chart: ChartVersion;
  readonly build: (scope: Construct) => void;
  /** Name of the release where the add-on has several. */
  readonly release?: string;
  /** Keys that stand in the chart's comments only, each with the reason why it is right. */
  readonly accepted?: Readonly<Record<string, string>>;
}

const COLLECTOR_KEYS = {
  "podDisruptionBudget.maxUnavailable": "commented out in values.yaml, because the chart has no default",
};

/** Values that are `false` for no limit and otherwise a number, as their comments in values.yaml say. */
const OFF_OR_NUMBER = ["prometheus.prometheusSpec.sampleLimit is a number, the chart's default is a boolean"];

/** Every add-on with all of its options on. */
const ADD_ONS: readonly AddOn[] = [
  {
    chart: CHARTS.metricsServer,
    build: (scope) => new MetricsServer(scope, "AddOn", {}),
    accepted: { "resources.limits": "commented out in values.yaml; the chart writes resources as they are" },
  },
  {
    chart: CHARTS.fluentBitCollector,
    build: (scope) => new FluentBit(scope, "AddOn", fluentBitProps),
    accepted: Object.fromEntries(
      FLUENT_BIT_SERVICE_KEYS().map((key) => [
        `config.service.${key}`,
        "the chart writes every key of the service section as it is",
      ]),
    ),
  },
  {
    chart: CHARTS.kubePrometheusStack,
    release: "kube-prometheus-stack",
    build: (scope) => new KubePrometheusStack(scope, "AddOn", kubePrometheusStackProps),
    accepted: {
      "alertmanager.alertmanagerSpec.configSecret": "commented out in values.yaml, read where useExistingSecret is true",
    },
  },
  {
    chart: CHARTS.opentelemetryCollector,
    build: (scope) => new OtelCollector(scope, "AddOn", otelCollectorProps),
    accepted: COLLECTOR_KEYS,
  },
  {
    chart: CHARTS.clusterAutoscaler,
    build: (scope) => new ClusterAutoscaler(scope, "AddOn", clusterAutoscalerProps),
    accepted: Object.fromEntries(
      ["balance-similar-node-groups", "expander", "skip-nodes-with-system-pods", "skip-nodes-with-local-storage"].map((flag) => [
        `extraArgs.${flag}`,
        "the chart makes a flag of every key, and names this one in its comments",
      ]),
    ),
  },
  {
    chart: CHARTS.karpenter,
    release: "karpenter",
    build: (scope) => new Karpenter(scope, "AddOn", karpenterProps),
  },
  {
    chart: CHARTS.kubeStateMetrics,
    release: "kube-state-metrics",
    build: (scope) => new ClusterExporters(scope, "AddOn", clusterExportersProps),
  },
  {
    chart: CHARTS.prometheusNodeExporter,
    release: "node-exporter",
    build: (scope) => new ClusterExporters(scope, "AddOn", clusterExportersProps),
  },
  {
    chart: CHARTS.opentelemetryCollector,
    build: (scope) => new ScrapingCollector(scope, "AddOn", scrapingCollectorProps),
    accepted: COLLECTOR_KEYS,
  },
  {
    chart: CHARTS.opentelemetryCollector,
    build: (scope) => new OtelAgent(scope, "AddOn", otelAgentProps),
    accepted: { "service.enabled": "commented out in values.yaml; off by default in mode daemonset" },
  },
  {
    chart: CHARTS.opentelemetryOperator,
    release: "opentelemetry-operator",
    build: (scope) => new OpenTelemetryOperator(scope, "AddOn", openTelemetryOperatorProps),
  },
];

/** Keys of Fluent Bit's service section (manual, version 5.1), which the chart's defaults name only two of. */
function FLUENT_BIT_SERVICE_KEYS(): string[] {
  const storage = ["metrics", "sync", "checksum", "max_chunks_up", "backlog.mem_limit", "delete_irrecoverable_chunks"];
  const rejected = ["keep.rejected", "rejected.path", "rejected.limit"];
  return [
    ...["flush", "grace", "health_check", "hc_errors_count", "hc_retry_failure_count", "hc_period"],
    ...["scheduler.base", "scheduler.cap"],
    ...[...storage, ...rejected].map((key) => `storage.${key}`),
  ];
}

it.runIf(process.env.CI !== undefined && CHARTS_DIR === undefined)("CI names the folder with the charts in CHARTS_DIR", () => {
  expect.fail("CI is set and CHARTS_DIR is not: the values of the add-ons would go unchecked.");
});

describe.skipIf(CHARTS_DIR === undefined)(
  `values of the add-ons${CHARTS_DIR === undefined ? ` (${CHARTS_MISSING})` : ""}`,
  () => {
    describe.each(ADD_ONS.map((addOn) => ({ name: addOn.chart.chart, ...addOn })))(
      "$name",
      ({ chart, build, release, accepted, name }) => {
        it("is checked at the version that is installed", () => {
          expect(versionOf(name)).toBe(chart.version);
        });

        it("knows every key that we set", () => {
          expect(unknownKeys(valuesOfRelease(build, release), defaultValuesOf(name), accepted)).toEqual([]);
        });

        it("has the same types as the chart's defaults", () => {
          const wrong = wrongTypes(valuesOfRelease(build, release), defaultValuesOf(name));
          expect(wrong.filter((fault) => !OFF_OR_NUMBER.includes(fault))).toEqual([]);
        });

        it("accepts no key that we don't set any more", () => {
          const all = unknownKeys(valuesOfRelease(build, release), defaultValuesOf(name));
          expect(Object.keys(accepted ?? {}).filter((key) => !all.includes(key))).toEqual([]);
        });

        it("passes the chart's schema, merged over its defaults", ({ skip }) => {
          const schema = schemaOf(name);
          skip(schema === undefined, "the chart has no schema");
          // The dialect that the charts name is none that ajv knows by that address.
          const rules = { ...schema, $schema: undefined };
          const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(rules);
          validate(mergedAsHelm(defaultValuesOf(name), valuesOfRelease(build, release)));
          expect(validate.errors ?? []).toEqual([]);
        });
      },
    );
  },
);
