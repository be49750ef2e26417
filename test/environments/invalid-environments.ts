import { Duration } from "../../constructs/core/duration";
import { Retention } from "../../constructs/core/retention";
import type { EnvironmentProps } from "../../environments/environment-props";

/** An environment without a fault. */
export const valid: EnvironmentProps = {
  name: "production",
  account: "111122223333",
  region: "eu-central-1",
  state: { kind: "s3", bucket: "state-bucket" },
  network: { cidr: "10.40.0.0/16", zones: ["a", "b", "c"] },
  cluster: {
    version: "1.34",
    endpoint: { access: "private" },
    adminRoleArns: ["arn:aws:iam::111122223333:role/platform-admin"],
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 4 } },
  },
};

const group = (props: object) => ({
  cluster: { ...valid.cluster, nodeGroups: { general: { ...valid.cluster.nodeGroups.general!, ...props } } },
});
/** One change of it for every rule: in words, what is changed, and the fault with its path and the value that it shows. */
export const invalidEnvironments: readonly (readonly [string, object, RegExp])[] = [
  ["a name with capitals", { name: "Production" }, /name has the wrong form; got "Production"/],
  ["a project that is too long", { project: "a-very-long-project" }, /project has the wrong form; got "a-very-long-project"/],
  ["an account id of eleven digits", { account: "11112222333" }, /account has the wrong form; got "11112222333".*twelve digits/],
  ["a region that is none", { region: "europe" }, /region has the wrong form; got "europe"/],
  [
    "names too long once prefixed",
    {
      name: "production-of-europe",
      project: "observatory1",
      region: "ap-southeast-2",
      network: { cidr: "10.0.0.0/16", zones: ["a", "b"] },
    },
    /name makes a name that is too long for this kind of resource \(S3 bucket\): \d+ characters/,
  ],
  [
    "a role name too long once prefixed",
    { name: "production-of-europe", project: "observatory1" },
    /\(IAM role\): \d+ characters/,
  ],
  ["an X-Ray group name too long", { name: "production-of-europe", project: "observatory1" }, /\(X-Ray group\): \d+ characters/],
  [
    "a state bucket with a dot",
    { state: { kind: "s3", bucket: "my.state" } },
    /state\.bucket makes a name that AWS refuses.*got "my\.state"/s,
  ],
  [
    "local state for real resources",
    { state: { kind: "local-files" } },
    /state\.kind keeps the state of real resources.*got "local-files"/,
  ],
  ["a block that is none", { network: { ...valid.network, cidr: "10.40.0.0" } }, /network\.cidr is no block.*got "10\.40\.0\.0"/],
  [
    "a block with host bits",
    { network: { ...valid.network, cidr: "10.40.1.0/16" } },
    /network\.cidr is no block.*got "10\.40\.1\.0\/16"/,
  ],
  [
    "a block that is too large",
    { network: { ...valid.network, cidr: "10.0.0.0/8" } },
    /network\.cidr is no block.*got "10\.0\.0\.0\/8"/,
  ],
  [
    "a block that is too small",
    { network: { ...valid.network, cidr: "10.0.0.0/24" } },
    /network\.cidr is no block.*got "10\.0\.0\.0\/24"/,
  ],
  [
    "a zone that the region lacks",
    { network: { ...valid.network, zones: ["a", "f"] } },
    /network\.zones names zones that eu-central-1 does not have; got \["f"\]; allowed: a, b, c/,
  ],
  [
    "a single zone",
    { network: { ...valid.network, zones: ["a"] } },
    /network\.zones must be two to four different zones.*got \["a"\]/,
  ],
  ["a zone twice", { network: { ...valid.network, zones: ["a", "a"] } }, /network\.zones must be two to four different zones/],
  [
    "an unknown NAT choice",
    { network: { ...valid.network, natGateways: "many" } },
    /network\.natGateways is not known; got "many"/,
  ],
  [
    "a flow log retention not offered",
    { network: { ...valid.network, flowLogRetention: Retention.days(31 as 30) } },
    /network\.flowLogRetention is not a period.*got "31 days".*Retention\.days\(30\)/s,
  ],
  [
    "an unknown Kubernetes version",
    { cluster: { ...valid.cluster, version: "1.20" } },
    /cluster\.version is not known; got "1\.20"; allowed: 1\.33/,
  ],
  [
    "a control-plane retention not offered",
    { cluster: { ...valid.cluster, logRetention: Retention.days(61 as 60) } },
    /cluster\.logRetention is not a period.*got "61 days"/s,
  ],
  [
    "a cluster name with a dot",
    { cluster: { ...valid.cluster, name: "my.cluster" } },
    /cluster\.name makes a name that AWS refuses.*got "my\.cluster"/s,
  ],
  [
    "an admin that is no role",
    { cluster: { ...valid.cluster, adminRoleArns: ["admin"] } },
    /cluster\.adminRoleArns has the wrong form; got "admin"/,
  ],
  ["no node group", { cluster: { ...valid.cluster, nodeGroups: {} } }, /cluster\.nodeGroups is empty/],
  [
    "a node group name with capitals",
    { cluster: { ...valid.cluster, nodeGroups: { General: valid.cluster.nodeGroups.general! } } },
    /cluster\.nodeGroups\.General has the wrong form/,
  ],
  ["fewer than no nodes", group({ minSize: -1 }), /nodeGroups\.general\.minSize is out of range; got -1/],
  ["more nodes than EKS allows", group({ maxSize: 451 }), /nodeGroups\.general\.maxSize is out of range; got 451/],
  ["a maximum below the minimum", group({ minSize: 5 }), /nodeGroups\.general\.maxSize is less than minSize \(5\); got 4/],
  ["an unknown capacity", group({ capacity: "cheap" }), /nodeGroups\.general\.capacity is not known; got "cheap"/],
  [
    "an instance type without a size",
    group({ instanceTypes: ["m7g"] }),
    /nodeGroups\.general\.instanceTypes has the wrong form; got "m7g"/,
  ],
  [
    "two architectures in a group",
    group({ instanceTypes: ["m7g.large", "m7i.large"] }),
    /instanceTypes must be types of exactly one architecture.*got \["m7g\.large","m7i\.large"\]/,
  ],
  [
    "a compliance lock that is said once",
    { logs: { archive: { lock: "compliance" } } },
    /logs\.archive\.confirmComplianceDays does not say the days .*got "nothing"; allowed: 1827/,
  ],
  [
    "a budget of nothing",
    { logs: { archive: { dailyBudgetGibibytes: 0 } } },
    /logs\.archive\.dailyBudgetGibibytes is no budget; got 0/,
  ],
  [
    "no destination at all",
    { tracing: { destinations: [] } },
    /tracing\.destinations is empty, so that there is nothing to collect for; got \[\]/,
  ],
  [
    "a destination that is none",
    { tracing: { destinations: [{ kind: "tempo" }] } },
    /tracing\.destinations\[0\]\.kind is not known; got "tempo"; allowed: amp, xray/,
  ],
  [
    "a destination twice",
    { tracing: { destinations: [{ kind: "amp" }, { kind: "amp" }] } },
    /tracing\.destinations\[1\] is there twice; got "amp"/,
  ],
  [
    "an unknown exporter for X-Ray",
    { tracing: { destinations: [{ kind: "xray", exporter: "zipkin" }] } },
    /tracing\.destinations\[0\]\.exporter is not known; got "zipkin"; allowed: otlp, awsxray/,
  ],
  [
    "a Jaeger with a scheme",
    { tracing: { destinations: [{ kind: "jaeger", endpoint: "http://jaeger:4317" }] } },
    /tracing\.destinations\[0\]\.endpoint has the wrong form; got "http:\/\/jaeger:4317"/,
  ],
  [
    "a backend without encryption, outside the cluster",
    { tracing: { destinations: [{ kind: "otlp", name: "store", endpoint: "http://otlp.store.example.com" }] } },
    /tracing\.destinations\[0\]\.endpoint has the wrong form; got "http:\/\/otlp\.store\.example\.com"/,
  ],
  [
    "a signal that is none",
    { tracing: { destinations: [{ kind: "otlp", name: "store", endpoint: "https://x.example", signals: ["profiles"] }] } },
    /tracing\.destinations\[0\]\.signals is not known; got "profiles"; allowed: metrics, traces, logs/,
  ],
  [
    "a header that is none",
    {
      tracing: {
        destinations: [
          {
            kind: "otlp",
            name: "store",
            endpoint: "https://x.example",
            header: { name: "X Key", secretName: "Store", secretKey: "a b" },
          },
        ],
      },
    },
    /header\.name has the wrong form; got "X Key".*header\.secretName has the wrong form; got "Store".*header\.secretKey .*got "a b"/s,
  ],
  [
    "a share of traces above all",
    { tracing: { sampling: { sharePercent: 120 } } },
    /tracing\.sampling\.sharePercent is no percentage; got 120/,
  ],
  [
    "slow traces of two hours",
    { tracing: { sampling: { sharePercent: 1, slowerThan: Duration.hours(2) } } },
    /tracing\.sampling\.slowerThan is no time that a request takes; got "7200 s"/,
  ],
  ["an unknown inventory", { logs: { archive: { inventory: "hourly" } } }, /logs\.archive\.inventory is not known; got "hourly"/],
  [
    "an interface endpoint that is none",
    { network: { ...valid.network, interfaceEndpoints: ["logs", "log"] } },
    /network\.interfaceEndpoints .*got "log"/,
  ],
  [
    "a viewer that is no role",
    { cluster: { ...valid.cluster, viewerRoleArns: ["viewer"] } },
    /cluster\.viewerRoleArns has the wrong form; got "viewer"/,
  ],
  [
    "a log type that is none",
    { cluster: { ...valid.cluster, logTypes: ["etcd"] } },
    /cluster\.logTypes is not known; got "etcd"; allowed: api, audit/,
  ],
  [
    "an unknown upgrade policy",
    { cluster: { ...valid.cluster, upgradePolicy: "never" } },
    /cluster\.upgradePolicy is not known; got "never"/,
  ],
  [
    "an unknown autoscaler",
    { cluster: { ...valid.cluster, autoscaler: "magic" } },
    /cluster\.autoscaler is not known; got "magic"/,
  ],
  [
    "a private API open to everybody",
    { cluster: { ...valid.cluster, privateAccessCidrs: ["0.0.0.0/0"] } },
    /privateAccessCidrs opens the Kubernetes API too wide.*got "0\.0\.0\.0\/0"/,
  ],
  [
    "a Fargate profile without namespaces",
    { cluster: { ...valid.cluster, fargateProfiles: { batch: { namespaces: [] } } } },
    /fargateProfiles\.batch\.namespaces\.length is out of range; got 0/,
  ],
  [
    "a Fargate profile with capitals",
    { cluster: { ...valid.cluster, fargateProfiles: { Batch: { namespaces: ["batch"] } } } },
    /cluster\.fargateProfiles\.Batch has the wrong form/,
  ],
  ["an unknown operating system", group({ operatingSystem: "plan9" }), /general\.operatingSystem is not known; got "plan9"/],
  ["a disk that is too small", group({ diskSizeGibibytes: 10 }), /general\.diskSizeGibibytes is out of range; got 10/],
  ["a label that Kubernetes keeps to itself", group({ labels: { "k8s.io/a": "b" } }), /general\.labels\.k8s\.io\/a has a prefix/],
  [
    "a taint without a known effect",
    group({ taints: [{ key: "dedicated", effect: "Sometimes" }] }),
    /general\.taints\[0\]\.effect is not an effect .*got "Sometimes"/,
  ],
  [
    "a public API open to the world",
    { cluster: { ...valid.cluster, endpoint: { access: "public", allowedCidrs: ["0.0.0.0/0"] } } },
    /allowedCidrs opens the Kubernetes API too wide.*got "0\.0\.0\.0\/0"/,
  ],
  [
    "a public API without blocks",
    { cluster: { ...valid.cluster, endpoint: { access: "public", allowedCidrs: [] } } },
    /allowedCidrs is empty, which EKS reads as the whole internet/,
  ],
  [
    "a log retention not offered",
    { logs: { retention: Retention.days(10 as 7) } },
    /logs\.retention is not a period.*got "10 days"/s,
  ],
  [
    "an archive for half a day",
    { logs: { archive: { keep: Duration.hours(12) } } },
    /logs\.archive\.keep is out of range; got "12h"/,
  ],
  [
    "a transition after half a day",
    { logs: { archive: { transitionAfter: Duration.hours(12) } } },
    /logs\.archive\.transitionAfter is out of range; got "12h"/,
  ],
  [
    "a transition after the end",
    { logs: { archive: { keep: Duration.days(30) } } },
    /logs\.archive\.transitionAfter is not before the end.*got "90 days"/,
  ],
  [
    "an unknown lock",
    { logs: { archive: { lock: "strong" } } },
    /logs\.archive\.lock is not known; got "strong"; allowed: governance, compliance/,
  ],
  [
    "an unknown layout of the archive",
    { logs: { archive: { layout: "days" } } },
    /logs\.archive\.layout is not known; got "days"; allowed: hours, groups, workloads/,
  ],
  [
    "a sender that is no account",
    { logs: { archive: { senderAccounts: ["payments"] } } },
    /logs\.archive\.senderAccounts has the wrong form; got "payments"/,
  ],
  ["an unknown kind of data to mask", { logs: { mask: ["Secrets"] } }, /logs\.mask is not known; got "Secrets"/],
  [
    "a safety net under nearly everything, that deletes nothing",
    { accountWide: { logRetention: { logGroupNamePrefixes: ["/a"], retention: Retention.forever() } } },
    /logRetention\.logGroupNamePrefixes\[0\] is no beginning.*got "\/a".*logRetention\.retention is none; got "forever"/s,
  ],
  [
    "metrics for longer than AMP keeps them",
    { metrics: { keep: Duration.days(2000) } },
    /metrics\.keep is out of range; got "2000d"; allowed: whole days from 1 to 1095/,
  ],
  ["an address that is none", { alerts: { pageEmails: ["oncall"] } }, /alerts\.pageEmails has the wrong form; got "oncall"/],
  [
    "a ticket address that is none",
    { alerts: { ticketEmails: ["team"] } },
    /alerts\.ticketEmails has the wrong form; got "team"/,
  ],
  [
    "no NAT gateway under a cluster",
    { network: { ...valid.network, natGateways: "none" } },
    /natGateways leaves the nodes without a way.*got "none"/,
  ],
  [
    "nobody who may install",
    { cluster: { ...valid.cluster, adminRoleArns: [] } },
    /adminRoleArns is empty, so that nobody could install/,
  ],
  [
    "a tag that DevOps Guru reads",
    { tags: { "devops-guru-obs": "x" } },
    /tags\.devops-guru-obs is a tag that every stack sets itself/,
  ],
  ["an unknown target", { target: "emulated" }, /target is not known; got "emulated"; allowed: aws, emulator/],
  ["an unknown kind of Kubernetes", { kubernetes: "k3s" }, /kubernetes is not known; got "k3s"/],
  [
    "an unknown kind of endpoint",
    { cluster: { ...valid.cluster, endpoint: { access: "publik" } } },
    /cluster\.endpoint\.access is not known; got "publik"/,
  ],
  [
    "an unknown collection of DevOps Guru",
    { accountWide: { devOpsGuru: { collect: "all" } } },
    /accountWide\.devOpsGuru\.collect is not known; got "all"/,
  ],
  ["an unknown login", { grafana: { authentication: "none" } }, /grafana\.authentication is not known; got "none"/],
  [
    "five zones",
    { region: "us-east-1", network: { ...valid.network, zones: ["a", "b", "c", "d", "e"] } },
    /network\.zones must be two to four different zones/,
  ],
  [
    "a node group whose role would have too long a name",
    {
      region: "ap-southeast-2",
      network: { ...valid.network, zones: ["a", "b"] },
      cluster: { ...valid.cluster, nodeGroups: { "thirty-letters-are-the-most-now": valid.cluster.nodeGroups.general! } },
    },
    /nodeGroups\.thirty-letters-are-the-most-now .*\(IAM role\): \d+ characters.*shorten the node group's name/,
  ],
  ["an unknown Grafana version", { grafana: { version: "7.0" } }, /grafana\.version is not known; got "7\.0"/],
  [
    "more than every request",
    { accountWide: { xraySampling: { samplePercent: 101 } } },
    /accountWide\.xraySampling\.samplePercent is no percentage; got 101/,
  ],
  [
    "indexed spans above all",
    { accountWide: { transactionSearch: { indexPercent: 101 } } },
    /accountWide\.transactionSearch\.indexPercent is no percentage; got 101/,
  ],
  [
    "an unknown encryption of traces",
    { accountWide: { xrayEncryption: "aws-key" } },
    /accountWide\.xrayEncryption is not known; got "aws-key"; allowed: customer-key/,
  ],
  ["a tag that AWS reserves", { tags: { "aws:name": "x" } }, /tags\.aws:name uses the prefix that AWS reserves/],
  ["a tag that the stacks set", { tags: { Environment: "x" } }, /tags\.Environment is a tag that every stack sets itself/],
];
