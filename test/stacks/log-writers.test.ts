import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { ENVIRONMENTS } from "../../environments";
import { synthesiseEnvironment } from "../support/environments";
import type { SynthesisedStack } from "../support/synth";
import { SPANS_GROUP } from "./log-writer-configurations";
import { logTraffic, ownershipFaults } from "./log-writers";

/** A group that is written to and belongs to nobody, or the other way round, with the reason why it may. */
interface Exception {
  readonly group: (clusterName: string) => string;
  readonly reason: string;
}

const UNOWNED: readonly Exception[] = [
  {
    group: () => SPANS_GROUP,
    reason: "X-Ray makes it when Transaction Search is switched on; AWS keeps names that begin with aws/ for itself.",
  },
];
const UNWRITTEN: readonly Exception[] = [
  {
    group: (clusterName) => `/aws/containerinsights/${clusterName}/performance`,
    reason: "It waits for Container Insights, whose agent would make it by itself, without a retention.",
  },
];

type Json = { [key: string]: any };
type Stacks = Record<string, SynthesisedStack>;

const groupsOf = (exceptions: readonly Exception[], clusterName: string) => exceptions.map(({ group }) => group(clusterName));
const faultsOf = (stacks: Stacks, clusterName: string) =>
  ownershipFaults(logTraffic(stacks), groupsOf(UNOWNED, clusterName), groupsOf(UNWRITTEN, clusterName));

const synthesised = new Map(ENVIRONMENTS.map((environment) => [environment.name, synthesiseEnvironment(environment)]));

describe.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))("%s", (name, environment) => {
  const traffic = logTraffic(synthesised.get(name)!);
  const { cluster, namePrefix, kubernetes } = environment;

  it("owns every group that anything writes to, and makes none that nothing writes to", () => {
    expect(faultsOf(synthesised.get(name)!, cluster.name)).toEqual([]);
  });

  it("has the writers that its stacks were reviewed with", () => {
    const groups = (kind: string) =>
      [...new Set(traffic.writers.filter((writer) => writer.kind === kind).map(({ group }) => group))].sort();
    const insights = (stream: string) => `/aws/containerinsights/${cluster.name}/${stream}`;
    const nodes = ["application", "dataplane", "host"].map(insights);
    expect(groups("resource")).toEqual([
      `/aws/eks/${cluster.name}/cluster`,
      `/aws/kinesisfirehose/${namePrefix}-log-archive`,
      `/aws/vendedlogs/prometheus/${namePrefix}`,
      `/${namePrefix}/vpc-flow-logs`,
    ]);
    expect(groups("permission")).toEqual(
      [
        `/${namePrefix}/vpc-flow-logs`,
        ...nodes,
        `/aws/kinesisfirehose/${namePrefix}-log-archive`,
        ...(environment.accountWide.transactionSearch ? [SPANS_GROUP] : []),
      ].sort(),
    );
    expect(groups("configuration")).toEqual(kubernetes === "none" ? [] : [...nodes, SPANS_GROUP]);
  });

  it("gives nobody the right to write to a group that nothing is configured to write to", () => {
    if (kubernetes === "none") {
      return;
    }
    const used = traffic.writers.filter(({ kind }) => kind !== "permission").map(({ group }) => group);
    expect(traffic.writers.filter(({ kind, group }) => kind === "permission" && !used.includes(group))).toEqual([]);
  });
});

describe("exceptions", () => {
  it("have reasons, and are met in some environment", () => {
    for (const { reason } of [...UNOWNED, ...UNWRITTEN]) {
      expect(reason.length).toBeGreaterThan(30);
    }
    const faults = ENVIRONMENTS.flatMap(({ name }) => ownershipFaults(logTraffic(synthesised.get(name)!), [], []));
    for (const { cluster } of ENVIRONMENTS) {
      expect(faults.filter((fault) => groupsOf(UNWRITTEN, cluster.name).some((group) => fault.includes(group)))).not.toEqual([]);
    }
    expect(faults.filter((fault) => fault.includes(` ${SPANS_GROUP},`))).not.toEqual([]);
  });
});

describe("the list of writers notices", () => {
  const production = ENVIRONMENTS.find(({ name }) => name === "production")!;
  const clusterName = production.cluster.name;
  const text = JSON.stringify(synthesised.get("production"));

  /** Faults of production after a change of its JSON. */
  function after(change: (stacks: Record<string, Json>) => void): string[] {
    const stacks = JSON.parse(text) as Record<string, Json>;
    change(stacks);
    expect(JSON.stringify(stacks), "the change changes nothing").not.toBe(text);
    return faultsOf(stacks as Stacks, clusterName);
  }
  const add = (stack: string, type: string, block: Json) => (stacks: Record<string, Json>) => {
    stacks[stack]!.resource[type] = { ...stacks[stack]!.resource[type], Added: block };
  };
  const only = (blocks: Json): Json => Object.values(blocks)[0];
  const named = (blocks: Json, part: RegExp): Json => Object.entries(blocks).find(([id]) => part.test(id))![1];
  const fluentBit = (stacks: Record<string, Json>) => named(stacks["in-cluster"]!.resource.helm_release, /^FluentBit/);
  const policyOf = (statement: Json) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const role = (statement: Json) =>
    add("cluster", "aws_iam_role_policy", { role: "x", policy: policyOf({ Sid: "New", ...statement }) });
  const groupArn = (name: string) => `arn:aws:logs:eu-central-1:444455556666:log-group:${name}`;
  const release = (values: Json, chart = "some-chart") =>
    add("in-cluster", "helm_release", { chart, values: [stringify(values)] });
  const collector = (exporters: Json) => ({ config: { exporters, service: { pipelines: { logs: {} } } } });

  const application = `/aws/containerinsights/${clusterName}/application`;

  it.each<[string, (stacks: Record<string, Json>) => void, readonly (string | RegExp)[]]>([
    [
      "a group that is gone",
      ({ cluster }) => {
        delete cluster!.resource.aws_cloudwatch_log_group;
      },
      [/^cluster aws_eks_cluster\.\S+ \(resource\) writes to \/aws\/eks\/obs-production\/cluster, which no stack makes/],
    ],
    [
      "a group without a writer",
      add("logs", "aws_cloudwatch_log_group", { name: "/obs/forgotten" }),
      ["/obs/forgotten is made, and nothing writes to it."],
    ],
    [
      "Fluent Bit with another group",
      (stacks) => {
        fluentBit(stacks).values[0] = fluentBit(stacks).values[0].replace(/log_group_name: .*/, "log_group_name: /other");
      },
      [/FluentBit_Chart\S+ \(configuration\) writes to \/other, which no stack makes/],
    ],
    [
      "Fluent Bit that makes groups",
      (stacks) => {
        fluentBit(stacks).values[0] = fluentBit(stacks).values[0].replace("auto_create_group: false", "auto_create_group: On");
      },
      [/FluentBit_Chart\S+ lets Fluent Bit make log groups \(auto_create_group\)\.$/],
    ],
    [
      "Fluent Bit with a group of each event",
      (stacks) => {
        fluentBit(stacks).values[0] = fluentBit(stacks).values[0].replace(
          "auto_create_group: false",
          "auto_create_group: false\n        log_group_template: /app/$kubernetes['namespace_name']",
        );
      },
      [/FluentBit_Chart\S+ takes the group from each event \(log_group_template \/app\/\$kubernetes\['namespace_name'\]\)\.$/],
    ],
    [
      "an output of Fluent Bit without a group",
      release({ config: { pipeline: { outputs: [{ name: "cloudwatch_logs", match: "*" }] } } }),
      [/has a Fluent Bit output that names no log group\.$/],
    ],
    [
      "Fargate's Fluent Bit, in a ConfigMap in the classic format",
      add("in-cluster", "kubernetes_config_map", {
        metadata: { name: "aws-logging", namespace: "aws-observability" },
        data: {
          "output.conf":
            "[OUTPUT]\n    Name cloudwatch_logs\n    Match *\n    log_group_name fargate\n    auto_create_group true\n",
        },
      }),
      [/lets Fluent Bit make log groups/, /\(configuration\) writes to fargate, which no stack makes/],
    ],
    [
      "a variable in the name of a group",
      release({ outputs: "[OUTPUT]\n    Name cloudwatch\n    Match *\n    log_group_name /app/$(tag)\n" }),
      [/has a Fluent Bit output whose log group is not known before it runs \(\/app\/\$\(tag\)\)\.$/],
    ],
    [
      "an exporter for logs",
      release(collector({ "awscloudwatchlogs/app": { log_group_name: "/obs/otel" } })),
      [/helm_release\.Added \(configuration\) writes to \/obs\/otel, which no stack makes/],
    ],
    [
      "an exporter for metrics in log events",
      release(collector({ awsemf: { log_group_name: "/aws/containerinsights/{ClusterName}/performance" } })),
      [/has exporter awsemf whose log group is not known before it runs/],
    ],
    [
      "an exporter that this test does not know",
      release(collector({ awscloudwatchmetrics: {} })),
      [/has an exporter awscloudwatchmetrics, which this test can't read\.$/],
    ],
    [
      "CloudWatch's OTLP endpoint for logs, with its header",
      release(
        collector({
          "otlp_http/logs": {
            logs_endpoint: "https://logs.eu-central-1.amazonaws.com/v1/logs",
            headers: { "x-aws-log-group": "/obs/otlp" },
          },
        }),
      ),
      [/\(configuration\) writes to \/obs\/otlp, which no stack makes/],
    ],
    [
      "CloudWatch's OTLP endpoint for logs, without its header",
      release(collector({ otlphttp: { endpoint: "https://logs.eu-central-1.amazonaws.com" } })),
      [/has exporter otlphttp that names no log group\.$/],
    ],
    [
      "a collector in a custom resource among other values",
      release({
        resources: [
          {
            kind: "OpenTelemetryCollector",
            spec: { config: stringify(collector({ awscloudwatchlogs: { log_group_name: "/obs/deep" } }).config) },
          },
        ],
      }),
      [/writes to \/obs\/deep, which no stack makes/],
    ],
    [
      "the chart aws-for-fluent-bit, which makes groups by default",
      release({ cloudWatchLogs: { region: "eu-central-1" } }, "aws-for-fluent-bit"),
      [/lets Fluent Bit make log groups/, /takes the group from each event/, /writes to \/aws\/eks\/fluentbit-cloudwatch\/logs/],
    ],
    [
      "the CloudWatch observability add-on of another cluster",
      add("cluster", "aws_eks_addon", { addon_name: "amazon-cloudwatch-observability", cluster_name: "other" }),
      ["application", "dataplane", "host", "performance"].map(
        (stream) => new RegExp(`writes to /aws/containerinsights/other/${stream},`),
      ),
    ],
    [
      "Application Signals in the agent's configuration",
      add("cluster", "aws_eks_addon", {
        addon_name: "other",
        configuration_values: JSON.stringify({ agent: { config: { logs: { metrics_collected: { application_signals: {} } } } } }),
      }),
      [/\(configuration\) writes to \/aws\/application-signals\/data, which no stack makes/],
    ],
    [
      "a collector in the values of an EKS add-on",
      add("cluster", "aws_eks_addon", {
        addon_name: "adot",
        configuration_values: JSON.stringify({ collector: collector({ awscloudwatchlogs: { log_group_name: "/obs/adot" } }) }),
      }),
      [/\(configuration\) writes to \/obs\/adot, which no stack makes/],
    ],
    [
      "a resource of a type that nobody thought of",
      add("logs", "aws_new_thing", { logging: [{ cloudwatch_log_group_arn: `${groupArn("/new/thing")}:*` }] }),
      [/^logs aws_new_thing\.Added \(resource\) writes to \/new\/thing, which no stack makes/],
    ],
    [
      "a resource that names its group",
      add("logs", "aws_new_thing", { options: { log_group_name: "/new/name" } }),
      [/^logs aws_new_thing\.Added \(resource\) writes to \/new\/name, which no stack makes/],
    ],
    [
      "a function",
      add("logs", "aws_lambda_function", { function_name: "sweeper" }),
      [/writes to \/aws\/lambda\/sweeper, which no stack makes/],
    ],
    [
      "findings of masking",
      add("logs", "aws_cloudwatch_log_data_protection_policy", {
        log_group_name: application,
        policy_document: JSON.stringify({
          Statement: [{ Operation: { Audit: { FindingsDestination: { CloudWatchLogs: { LogGroup: "/findings" } } } } }],
        }),
      }),
      [/\(resource\) writes to \/findings, which no stack makes/],
    ],
    [
      "the right to make groups",
      role({ Action: "logs:CreateLogGroup", Resource: groupArn(application) }),
      [/may make log groups \(New\)\.$/],
    ],
    [
      "the right to do everything with logs",
      role({ Action: ["logs:*"], Resource: groupArn(application) }),
      [/may make log groups \(New\)\.$/],
    ],
    [
      "the right to write everywhere",
      role({ Action: "logs:PutLogEvents", Resource: "*" }),
      [/may write to more than one group \(New: \*\)\.$/],
    ],
    [
      "the right to write to every group of a kind",
      role({ Action: "logs:Put*", Resource: groupArn("/aws/eks/*:*") }),
      [/may write to more than one group \(New: arn:aws:logs:.*:log-group:\/aws\/eks\/\*:\*\)\.$/],
    ],
    [
      "the right to write to somebody else's group",
      role({ Action: "logs:CreateLogStream", Resource: groupArn("/other:log-stream:x") }),
      [/\(permission\) writes to \/other, which no stack makes/],
    ],
    [
      "a statement of what is not allowed",
      role({ NotAction: "s3:*", Resource: "*" }),
      [/says in New what is not allowed, which this test can't read\.$/],
    ],
    [
      "a service that a resource policy lets in",
      add("account", "aws_cloudwatch_log_resource_policy", {
        policy_document: policyOf({ Sid: "Vended", Action: "logs:PutLogEvents", Resource: `${groupArn("/aws/vendedlogs/*")}:*` }),
      }),
      [/may write to more than one group \(Vended: /],
    ],
    [
      "a managed policy of AWS",
      add("cluster", "aws_iam_role_policy_attachment", {
        role: "x",
        policy_arn: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
      }),
      [/has the managed policy CloudWatchAgentServerPolicy, which lets it write to every group\.$/],
    ],
    [
      "a reference into another stack that leads to another group",
      (stacks) => {
        const output = Object.keys(stacks.logs!.output).find((id) => /ApplicationLogGroup\w+name$/.test(id))!;
        stacks.logs!.output[output].value = "/renamed";
      },
      [
        /Collector_Chart\S+ \(configuration\) writes to \/renamed, which no stack makes/,
        /FluentBit_Chart\S+ \(configuration\) writes to \/renamed, which no stack makes/,
      ],
    ],
  ])("%s", (_what, change, expected) => {
    const faults = after(change);
    expect(faults).toHaveLength(expected.length);
    for (const [index, fault] of expected.entries()) {
      expect(faults[index]).toEqual(typeof fault === "string" ? fault : expect.stringMatching(fault));
    }
  });

  it.each<[string, (stacks: Record<string, Json>) => void]>([
    ["a denied right", role({ Effect: "Deny", Action: "logs:*", Resource: "*" })],
    ["reading", role({ Action: ["logs:GetLogEvents", "logs:StartQuery"], Resource: "*" })],
    ["a subscription", add("logs", "aws_cloudwatch_log_subscription_filter", { log_group_name: "/elsewhere" })],
    ["an alarm on an owned group", add("dashboards", "aws_cloudwatch_log_metric_filter", { log_group_name: application })],
    ["flow logs that go to S3", add("network", "aws_flow_log", { log_destination: "arn:aws:s3:::obs-flow-logs" })],
    ["a collector that writes elsewhere", release(collector({ otlp_http: { endpoint: "https://collector.example.com" } }))],
  ])("nothing in %s", (_what, change) => {
    expect(after(change)).toEqual([]);
  });

  it("the cluster without logs: its group waits for nobody", () => {
    const faults = after(({ cluster }) => {
      only(cluster!.resource.aws_eks_cluster).enabled_cluster_log_types = [];
    });
    expect(faults).toEqual([`/aws/eks/${clusterName}/cluster is made, and nothing writes to it.`]);
  });
});
