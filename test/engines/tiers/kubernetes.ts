import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { namespaceObjects } from "../../../constructs/addons/namespaces";
import type { KubernetesObject } from "../../../constructs/helm/kubernetes-object";
import { chartFolder } from "../../../constructs/helm/raw-objects-chart";
import { ENVIRONMENTS } from "../../../environments";
import { rawReleases } from "../../kubernetes/raw-releases";
import { synthesisedEnvironments } from "../../plan/synthesised-environments";
import { runCommand } from "../command";
import { helm } from "../helm";
import { kubernetesValidate } from "../kubernetes-validate";
import { CACHE_FOLDER } from "../project-folder";
import { type Check, check, type Tier, type TierContext } from "../tier";

const FOLDER = join(CACHE_FOLDER, "kubernetes");

/** Text that a template engine, YAML 1.1 or a shell would change. */
const AWKWARD: KubernetesObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "awkward", labels: { "on-call": "yes" } },
  data: { template: "{{ .Values.objects }} ${HOME} %{if}", number: "0755", truth: "on", lines: "one\n  two\n---\nthree\n" },
};

/** The Kubernetes objects that we write ourselves, through Helm and against Kubernetes' schemas. */
export const kubernetes: Tier = {
  name: "kubernetes",
  shows: "Helm renders our objects as they were given, and Kubernetes' schemas of each cluster's version accept them",
  lane: "other",
  engines: [helm, kubernetesValidate],

  async run(context: TierContext): Promise<readonly Check[]> {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    const stacks = await synthesisedEnvironments();
    const checks: Check[] = [
      await renderedCheck(context, "text that templates would change", [AWKWARD]),
      await refusedByChart(context),
      ...(await schemaCheck(context, "sample", "1.35", namespaceObjects("games", { maxCpuCores: 2, maxMemoryGibibytes: 4 }))),
    ];
    const misspelt = { ...AWKWARD, kind: "ResourceQuota", spec: { hards: {} }, data: undefined };
    const [refused] = await schemaCheck(context, "misspelt", "1.35", [misspelt]);
    checks.push(check("a misspelt key is refused", refused?.passed === false, "the schema accepted it"));
    let releases = 0;
    for (const { name, cluster } of ENVIRONMENTS) {
      for (const { from, objects } of rawReleases(stacks[name]!)) {
        releases++;
        checks.push(await renderedCheck(context, from, objects));
        checks.push(...(await schemaCheck(context, from.replace("/", "-"), cluster.version, objects)));
      }
    }
    checks.push(check("some environment has objects of its own", releases > 0, "none was found"));
    return checks;
  },
};

async function renderedCheck({ program, log }: TierContext, from: string, objects: readonly KubernetesObject[]): Promise<Check> {
  const file = join(FOLDER, `${from.replace(/\W/g, "-")}.values.yaml`);
  writeFileSync(file, stringify({ objects }, { version: "1.1" }));
  const result = await runCommand(program(helm), ["template", "release", chartFolder(__dirname), "--values", file], {
    timeoutSeconds: 60,
    onLine: log,
  });
  const rendered = parseAllDocuments(result.stdout, { version: "1.1" })
    .map((document) => document.toJSON() as unknown)
    .filter((object) => object !== null);
  const same = rendered.length === objects.length && JSON.parse(JSON.stringify(objects)).every(isContained(rendered));
  return check(`Helm renders ${from} as it was given`, result.code === 0 && same, result.stderr || stringify(rendered));
}

/** Helm renders namespaces first, whatever their place in the list. */
function isContained(rendered: readonly unknown[]): (object: unknown) => boolean {
  return (object) => rendered.some((other) => isDeepStrictEqual(other, object));
}

async function refusedByChart({ program }: TierContext): Promise<Check> {
  const file = join(FOLDER, "incomplete.values.yaml");
  writeFileSync(file, stringify({ objects: [{ apiVersion: "v1", metadata: { name: "nothing" } }] }));
  const args = ["template", "release", chartFolder(__dirname), "--values", file];
  const { code, stderr } = await runCommand(program(helm), args, { timeoutSeconds: 60 });
  return check(
    "the chart's schema refuses an object without a kind",
    code !== 0 && /kind/.test(stderr),
    stderr || "it was rendered",
  );
}

/** Kinds of Kubernetes itself; custom resources have their schemas in the cluster only. */
async function schemaCheck(
  { program, log }: TierContext,
  from: string,
  version: string,
  objects: readonly KubernetesObject[],
): Promise<readonly Check[]> {
  const own = objects.filter(({ apiVersion }) => !apiVersion.includes("/") || /^[a-z]+\/|\.k8s\.io\//.test(apiVersion));
  if (own.length === 0) {
    return [];
  }
  const file = join(FOLDER, `${from}.yaml`);
  writeFileSync(file, own.map((object) => stringify(JSON.parse(JSON.stringify(object)))).join("---\n"));
  const result = await runCommand(program(kubernetesValidate), ["--strict", "--kubernetes-version", version, file], {
    timeoutSeconds: 60,
    onLine: log,
  });
  const text = result.stdout + result.stderr;
  const passed = result.code === 0 && !/ERROR/.test(text);
  return [check(`Kubernetes ${version} accepts ${own.length} objects of ${from}`, passed, text)];
}
