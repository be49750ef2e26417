import { parse } from "yaml";
import type { KubernetesObject } from "../../constructs/helm/kubernetes-object";
import { asTerraformPrints } from "../constructs/addons/add-on-samples";
import type { StackJson } from "../plan/environment-module";

/** A release of the chart that ships with the package. */
export interface RawRelease {
  /** `<stack>/<release>`. */
  readonly from: string;
  readonly namespace: string;
  /** Values as Helm gets them. */
  readonly values: string;
  readonly objects: readonly KubernetesObject[];
}

/** The releases of raw objects in the stacks of an environment. */
export function rawReleases(stacks: Readonly<Record<string, StackJson>>): readonly RawRelease[] {
  return Object.entries(stacks).flatMap(([stack, { resource }]) =>
    Object.values(resource?.helm_release ?? {})
      .filter(({ chart }) => String(chart).startsWith("assets/"))
      .map(({ name, namespace, values }): RawRelease => {
        const text = asTerraformPrints((values as [string])[0]);
        const { objects } = parse(text, { version: "1.1" }) as { objects: readonly KubernetesObject[] };
        return { from: `${stack}/${String(name)}`, namespace: String(namespace), values: text, objects };
      }),
  );
}
