import type { ChartValues } from "../helm/chart-values";

/** Names of the log groups that the streams end in; may be tokens. */
export interface FluentBitDestinations {
  readonly region: string;
  readonly application: string;
  readonly dataplane: string;
  readonly host: string;
}

/** The pipeline from a node's files and journal to three log groups, in Fluent Bit's own YAML. */
export function fluentBitPipeline(destinations: FluentBitDestinations) {
  return {
    inputs: [
      APPLICATION,
      DATAPLANE_TAIL,
      journal("dataplane-journal", "dataplane.systemd.*", ["_SYSTEMD_UNIT=kubelet.service", "_SYSTEMD_UNIT=containerd.service"]),
      journal("host-dmesg", "host.dmesg", ["_TRANSPORT=kernel"]),
      journal("host-secure", "host.secure", ["SYSLOG_FACILITY=10"]),
      journal(
        "host-messages",
        "host.messages",
        [0, 1, 2, 3, 4, 5, 6].map((priority) => `PRIORITY=${priority}`),
      ),
    ],
    filters: FILTERS,
    outputs: [
      cloudwatch(destinations.region, "application", destinations.application, "${NODE_NAME}-", "1G"),
      cloudwatch(destinations.region, "dataplane", destinations.dataplane, "${NODE_NAME}-", "256M"),
      // The tags of the host stream have no path to begin with, hence a dot between node and tag.
      cloudwatch(destinations.region, "host", destinations.host, "${NODE_NAME}.", "256M"),
    ],
  } satisfies ChartValues;
}

/** Nothing is lost at start: files are read from their head and positions are kept on the node's disk, as are the chunks. */
function tail(alias: string, tag: string, path: string) {
  return {
    name: "tail",
    alias,
    tag,
    path,
    "multiline.parser": "cri",
    db: `\${STORAGE_PATH}/${alias}.db`,
    "db.locking": true,
    read_from_head: true,
    // The default of 60 s misses the files of short jobs.
    refresh_interval: 10,
    rotate_wait: 30,
    skip_long_lines: true,
    "storage.type": "${STORAGE_TYPE_PREFER_FS}",
  } satisfies ChartValues;
}

const OWN_LOGS = ["aws-node", "kube-proxy", "fluent-bit", "cloudwatch-agent"];

const APPLICATION = {
  ...tail("application", "application.*", "/var/log/containers/*.log"),
  exclude_path: OWN_LOGS.map((pod) => `/var/log/containers/${pod}*`).join(","),
  skip_empty_lines: true,
  // As processors of the input: the multiline *filter* drops lines silently in a burst.
  processors: {
    logs: [
      { name: "multiline", "multiline.key_content": "log", "multiline.parser": "go,java,python", flush_ms: 2000 },
      {
        name: "kubernetes",
        kube_tag_prefix: "application.var.log.containers.",
        merge_log: true,
        merge_log_key: "log_processed",
        merge_log_trim: true,
        keep_log: false,
        use_kubelet: "${KUBELET_ENDPOINT}",
        kubelet_host: "${NODE_IP}",
        kubelet_port: 10250,
        buffer_size: 0,
        "k8s-logging.parser": true,
        // A pod may choose its parser, not whether it is logged.
        "k8s-logging.exclude": false,
        labels: false,
        annotations: false,
      },
    ],
  },
} satisfies ChartValues;

const DATAPLANE_TAIL = tail(
  "dataplane-tail",
  "dataplane.tail.*",
  "/var/log/containers/aws-node*.log,/var/log/containers/kube-proxy*.log",
);

/** The node's journal; several conditions are alternatives. Without `storage.type` it would buffer in memory. */
function journal(alias: string, tag: string, conditions: readonly string[]) {
  return {
    name: "systemd",
    alias,
    tag,
    path: "/var/log/journal",
    systemd_filter: conditions,
    db: `\${STORAGE_PATH}/${alias}.db`,
    "storage.type": "${STORAGE_TYPE_PREFER_FS}",
  } satisfies ChartValues;
}

const JOURNAL_TAGS = "^(host|dataplane\\.systemd)\\.";

const FILTERS = [
  {
    // The journal's general messages, without those that another stream has already.
    name: "grep",
    alias: "host-messages-only",
    match: "host.messages",
    logical_op: "or",
    exclude: ["SYSLOG_FACILITY ^(2|9|10)$", "_TRANSPORT ^kernel$", "_SYSTEMD_UNIT ^(kubelet|containerd)\\.service$"],
  },
  {
    name: "modify",
    alias: "journal-fields",
    match_regex: JOURNAL_TAGS,
    rename: ["MESSAGE message", "_SYSTEMD_UNIT unit", "SYSLOG_IDENTIFIER ident", "PRIORITY priority", "_HOSTNAME host"],
  },
  // A filter of its own: Helm sorts keys, so in one filter the removal would run before the renaming and empty the record.
  { name: "modify", alias: "journal-trim", match_regex: JOURNAL_TAGS, remove_regex: "^[A-Z_]+$" },
] satisfies ChartValues[];

/** Never gives up on a chunk: a number of retries is used up within the grace of a restart, and the chunk is deleted. */
function cloudwatch(region: string, stream: string, logGroupName: string, logStreamPrefix: string, buffer: string) {
  return {
    name: "cloudwatch_logs",
    alias: `cw-${stream}`,
    match: `${stream}.*`,
    region,
    log_group_name: logGroupName,
    log_stream_prefix: logStreamPrefix,
    auto_create_group: false,
    retry_limit: "no_limits",
    "storage.total_limit_size": buffer,
  } satisfies ChartValues;
}
