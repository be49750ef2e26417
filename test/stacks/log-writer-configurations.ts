import { partsOf } from "./resolved-environment";

type Part = Readonly<Record<string, unknown>>;

/** What a configuration of an agent says about where it writes. */
export interface ConfiguredWriters {
  readonly groups: readonly string[];
  /** What of it can't be checked, or would make groups; sentences without a subject. */
  readonly faults: readonly string[];
}

/** The group that X-Ray's OTLP endpoint writes to. */
export const SPANS_GROUP = "aws/spans";

/** Finds the configurations of collectors, Fluent Bit and the CloudWatch agent anywhere in a value, however deep, and reads them. */
export function configuredWriters(value: unknown, clusterName: string): ConfiguredWriters {
  const found = [...partsOf(value)].flatMap((part) => {
    if (typeof part === "string") {
      return classicOutputs(part).map(fluentBitOutput);
    }
    return [
      ...(isCollectorConfig(part) ? collectorExporters(part).map(([id, exporter]) => collectorExporter(id, exporter)) : []),
      ...(isFluentBitOutput(part) ? [fluentBitOutput(lowerKeys(part))] : []),
      ...(isAgentConfig(part) ? [agentConfig(part, clusterName)] : []),
    ];
  });
  return joined(found);
}

/** What the CloudWatch observability add-on and its chart write to when nothing is said. */
export function containerInsightsWriters(clusterName: string): ConfiguredWriters {
  const streams = ["application", "dataplane", "host", "performance"];
  return { groups: streams.map((stream) => `/aws/containerinsights/${clusterName}/${stream}`), faults: [] };
}

/** What the chart aws-for-fluent-bit does with its values; by default it writes to CloudWatch and makes the group itself. */
export function awsForFluentBitWriters(values: unknown): ConfiguredWriters {
  const settings = objectAt(values as Part | undefined, "cloudWatchLogs");
  if (settings.enabled === false) {
    return { groups: [], faults: [] };
  }
  return fluentBitOutput({
    log_group_name: settings.logGroupName ?? "/aws/eks/fluentbit-cloudwatch/logs",
    log_group_template: settings.logGroupTemplate ?? "/aws/eks/fluentbit-cloudwatch/workload/$kubernetes['namespace_name']",
    auto_create_group: settings.autoCreateGroup ?? true,
  });
}

/** Several findings as one, each once: a text and the structure in it say the same. */
export function joined(all: readonly ConfiguredWriters[]): ConfiguredWriters {
  return {
    groups: [...new Set(all.flatMap(({ groups }) => groups))],
    faults: [...new Set(all.flatMap(({ faults }) => faults))],
  };
}

function isCollectorConfig(part: Part): boolean {
  return typeof part.exporters === "object" && objectAt(part, "service").pipelines !== undefined;
}

function collectorExporters(part: Part): [string, Part][] {
  return Object.entries(objectAt(part, "exporters")).map(([id, exporter]) => [id, (exporter ?? {}) as Part]);
}

/** @see exporter/awscloudwatchlogsexporter, awsemfexporter, otlphttpexporter; CloudWatch User Guide, "OTLP endpoints" */
function collectorExporter(id: string, exporter: Part): ConfiguredWriters {
  const type = id.split("/")[0]!;
  if (type === "awscloudwatchlogs" || type === "awsemf") {
    return namedGroup(`exporter ${id}`, exporter.log_group_name);
  }
  if (type === "otlphttp" || type === "otlp_http") {
    return joined(["endpoint", "logs_endpoint", "traces_endpoint"].map((key) => otlpEndpoint(id, exporter[key], exporter)));
  }
  return /cloudwatch/i.test(type)
    ? { groups: [], faults: [`has an exporter ${id}, which this test can't read`] }
    : { groups: [], faults: [] };
}

function otlpEndpoint(id: string, endpoint: unknown, exporter: Part): ConfiguredWriters {
  if (/^https:\/\/logs\./.test(String(endpoint))) {
    const headers = Object.fromEntries(
      Object.entries(objectAt(exporter, "headers")).map(([key, value]) => [key.toLowerCase(), value]),
    );
    return namedGroup(`exporter ${id}`, headers["x-aws-log-group"]);
  }
  return { groups: /^https:\/\/xray\./.test(String(endpoint)) ? [SPANS_GROUP] : [], faults: [] };
}

function isFluentBitOutput(part: Part): boolean {
  const keys = lowerKeys(part);
  return isCloudWatchPlugin(keys.name) && ("match" in keys || "match_regex" in keys);
}

/** Sections of Fluent Bit's classic format: `[OUTPUT]`, then a key and a value on each line. */
function classicOutputs(text: string): Part[] {
  return text
    .split(/^\s*(?=\[\w+\]\s*$)/m)
    .filter((section) => /^\[OUTPUT\]/i.test(section))
    .map((section) =>
      Object.fromEntries(
        [...section.matchAll(/^\s*([\w.]+)[ \t]+(.+?)\s*$/gm)].map(([, key, value]) => [key!.toLowerCase(), value]),
      ),
    )
    .filter(({ name }) => isCloudWatchPlugin(name));
}

function isCloudWatchPlugin(name: unknown): boolean {
  return name === "cloudwatch_logs" || name === "cloudwatch";
}

/** @see Fluent Bit manual, "Amazon CloudWatch" (version 5.1): auto_create_group is off by default */
function fluentBitOutput(output: Part): ConfiguredWriters {
  const faults = /^(true|on|yes|1)$/i.test(String(output.auto_create_group))
    ? ["lets Fluent Bit make log groups (auto_create_group)"]
    : [];
  if (output.log_group_template !== undefined) {
    faults.push(`takes the group from each event (log_group_template ${String(output.log_group_template)})`);
  }
  const named = namedGroup("a Fluent Bit output", output.log_group_name);
  return { groups: named.groups, faults: [...faults, ...named.faults] };
}

/** The CloudWatch agent's own JSON. */
function isAgentConfig(part: Part): boolean {
  const collected = objectAt(objectAt(part, "logs"), "metrics_collected");
  return ["kubernetes", "application_signals", "app_signals"].some((key) => key in collected);
}

function agentConfig(part: Part, clusterName: string): ConfiguredWriters {
  const collected = objectAt(objectAt(part, "logs"), "metrics_collected");
  const cluster = String(objectAt(collected, "kubernetes").cluster_name ?? clusterName);
  return {
    groups: [
      ...("kubernetes" in collected ? [`/aws/containerinsights/${cluster}/performance`] : []),
      ...("application_signals" in collected || "app_signals" in collected ? ["/aws/application-signals/data"] : []),
    ],
    faults: [],
  };
}

/** A group whose name is known before the deployment: no variable, no part of the event. */
function namedGroup(who: string, name: unknown): ConfiguredWriters {
  if (typeof name !== "string" || name === "") {
    return { groups: [], faults: [`has ${who} that names no log group`] };
  }
  return /[{}$*()]/.test(name)
    ? { groups: [], faults: [`has ${who} whose log group is not known before it runs (${name})`] }
    : { groups: [name], faults: [] };
}

function objectAt(part: Part | undefined, key: string): Part {
  const value = part?.[key];
  return typeof value === "object" && value !== null ? (value as Part) : {};
}

function lowerKeys(part: Part): Part {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key.toLowerCase(), value]));
}
