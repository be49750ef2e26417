import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { Retention } from "../../constructs/core/retention";
import { local } from "../../environments/local";
import type { Environment } from "../../environments/environment";
import type { ProjectFolders } from "../../local/project-folders";
import { terraformCliConfig } from "../../local/terraform/provider-mirror";
import { terraformEnvironment } from "../../local/terraform/terraform-environment";
import { addEnvironment } from "../../stacks/environment-stacks";
import { describeEnd, lastLines, runCommand } from "./command";
import { type Check, check, noneOf } from "./tier";

const STACK = "local-cluster";

/** A change that somebody makes to an environment, and what Terraform may do about it. */
interface ClusterChange {
  /** What is changed, in words. */
  readonly name: string;
  /** The environment afterwards. */
  readonly after: Environment;
  /** Types of which an instance is replaced; every other resource stays or is changed in place. */
  readonly replaces: readonly string[];
}

const { cluster } = local;
const general = cluster.nodeGroups.general!;
const withNodes = (nodes: Partial<typeof general>): Environment => ({
  ...local,
  cluster: { ...cluster, nodeGroups: { ...cluster.nodeGroups, general: { ...general, ...nodes } } },
});

/** Changes of a cluster's life. Those that replace nothing are made all at once: one plan shows that none of them does. */
const CHANGES: readonly ClusterChange[] = [
  {
    name: "a newer Kubernetes version, other log types, endpoint, retention, tags, labels, taints, sizes and disks",
    after: {
      ...local,
      tags: { ...local.tags, Team: "platform" },
      cluster: {
        ...cluster,
        version: "1.36",
        logTypes: ["api", "audit"],
        logRetention: Retention.days(7),
        upgradePolicy: "extended",
        endpoint: { access: "public", allowedCidrs: ["203.0.113.0/24"] },
        nodeGroups: {
          ...cluster.nodeGroups,
          general: {
            ...general,
            maxSize: general.maxSize + 1,
            diskSizeGibibytes: 80,
            labels: { team: "platform" },
            taints: [{ key: "dedicated", value: "platform", effect: "PreferNoSchedule" }],
          },
        },
      },
    },
    replaces: [],
  },
  {
    name: "other instance types",
    after: withNodes({ instanceTypes: ["m7g.2xlarge"] }),
    replaces: ["aws_eks_node_group"],
  },
  { name: "spot capacity", after: withNodes({ capacity: "spot" }), replaces: ["aws_eks_node_group"] },
  {
    name: "another operating system",
    after: withNodes({ operatingSystem: "bottlerocket" }),
    replaces: ["aws_eks_node_group"],
  },
  {
    name: "another name of the cluster",
    after: { ...local, cluster: { ...cluster, name: "renamed" } },
    replaces: [
      "aws_cloudwatch_log_group",
      "aws_eks_access_entry",
      "aws_eks_access_policy_association",
      "aws_eks_addon",
      "aws_eks_cluster",
      "aws_eks_fargate_profile",
      "aws_eks_node_group",
      "aws_eks_pod_identity_association",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_iam_role_policy_attachment",
      "aws_vpc_security_group_ingress_rule",
    ],
  },
];

/**
 * Plans each change against the state of the deployed environment, with the real provider: which changes replace the cluster or its
 * nodes is the provider's knowledge, not ours.
 */
export async function clusterChangeChecks(
  folders: ProjectFolders,
  endpoint: string,
  log: (line: string) => void,
): Promise<Check[]> {
  const env = terraformEnvironment(endpoint, await terraformCliConfig(folders.work));
  const file = join(folders.stacks, STACK, "cdk.tf.json");
  const deployed = await readFile(file, "utf8");
  const checks: Check[] = [];
  try {
    for (const change of CHANGES) {
      await writeFile(file, await synthesised(change.after, endpoint));
      checks.push(...checksOf(change, await plannedActions(join(folders.stacks, STACK), env, log)));
    }
  } finally {
    // The folder is the one that `destroy` works in.
    await writeFile(file, deployed);
  }
  return checks;
}

/** What Terraform would do, by action: `replace` -> addresses. */
type PlannedActions = ReadonlyMap<string, readonly string[]>;

function checksOf({ name, replaces }: ClusterChange, actions: PlannedActions): Check[] {
  const typeOf = (address: string) => address.split(".")[0]!;
  const replaced = [...(actions.get("replace") ?? [])];
  const changed = [...actions.values()].flat();
  const unexpected = replaced.filter((address) => !replaces.includes(typeOf(address)));
  const must = replaces.filter((type) => ["aws_eks_cluster", "aws_eks_node_group"].includes(type));
  return [
    check(`${name}: something changes`, changed.length > 0),
    noneOf(
      replaces.length === 0 ? `${name}: replaces nothing` : `${name}: replaces nothing beyond ${replaces.join(", ")}`,
      unexpected,
    ),
    ...must.map((type) =>
      check(
        `${name}: replaces the ${type}`,
        replaced.some((address) => typeOf(address) === type),
      ),
    ),
    ...(replaces.length === 0
      ? [check(`${name}: destroys nothing`, !actions.has("delete"), actions.get("delete")?.join("\n"))]
      : []),
  ];
}

/** The cluster's stack of a changed environment, as cdktf writes it. */
async function synthesised(environment: Environment, emulatorUrl: string): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), "cluster-change-"));
  try {
    const app = new App({ outdir });
    addEnvironment(app, environment, { emulatorUrl });
    app.synth();
    return await readFile(join(outdir, "stacks", STACK, "cdk.tf.json"), "utf8");
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

async function plannedActions(folder: string, env: NodeJS.ProcessEnv, log: (line: string) => void): Promise<PlannedActions> {
  const args = [`-chdir=${folder}`, "plan", "-json", "-refresh=false", "-lock=false", "-input=false"];
  const result = await runCommand("terraform", args, { env, timeoutSeconds: 180 });
  if (result.code !== 0) {
    throw new Error(`terraform plan of a changed cluster ${describeEnd(result)}:\n${lastLines(result, 20)}`);
  }
  const actions = new Map<string, string[]>();
  for (const line of result.stdout.split("\n").filter((text) => text.startsWith("{"))) {
    const { type, change } = JSON.parse(line) as PlanLine;
    if (type === "planned_change" && change) {
      log(`  ${change.action} ${change.resource.addr}`);
      actions.set(change.action, [...(actions.get(change.action) ?? []), change.resource.addr]);
    }
  }
  return actions;
}

/** A line of `terraform plan -json`, as far as it matters here. */
interface PlanLine {
  readonly type: string;
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
}
