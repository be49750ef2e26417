import type { Fault } from "../core/validation";
import type { CollectorDocument } from "./collector-document";
import {
  COLLECTOR_COMPONENTS,
  COLLECTOR_IMAGES,
  type CollectorImageName,
  type ComponentFact,
  type ComponentKind,
  componentType,
} from "./collector-images";

const KINDS = ["receivers", "processors", "exporters", "connectors", "extensions"] as const satisfies readonly ComponentKind[];

/** Components that the image does not hold, or that the version knows under another name: the collector refuses to start. */
export function imageFaults(document: CollectorDocument, image: CollectorImageName, version: string): Fault[] {
  return KINDS.flatMap((kind) =>
    Object.keys(document[kind] ?? {}).flatMap((id) => componentFaults(`${kind}.${id}`, kind, componentType(id), image, version)),
  );
}

function componentFaults(path: string, kind: ComponentKind, type: string, image: CollectorImageName, version: string): Fault[] {
  const known = new Map<string, ComponentFact>(Object.entries(COLLECTOR_COMPONENTS[kind]));
  const fact = known.get(type);
  if (fact === undefined) {
    const renamed = [...known].find(([, { formerly }]) => formerly === type)?.[0];
    return [
      {
        path,
        problem: `is a kind of component that this project does not know among the ${kind}`,
        got: type,
        allowed: [...known].flatMap(([name, { images }]) => (images.includes(image) ? [name] : [])).join(", "),
        fix:
          renamed === undefined
            ? "choose one of these"
            : `write ${renamed}, as it has been called since ${known.get(renamed)!.since}`,
      },
    ];
  }
  if (!fact.images.includes(image)) {
    return [
      {
        path,
        problem: `is not in the image ${image} (${COLLECTOR_IMAGES[image].repository}), which refuses to start with it`,
        got: type,
        allowed: `in ${fact.images.join(", ")}`,
        fix: `choose image ${fact.images.includes("contrib") ? "contrib" : fact.images[0]!}, or do without the component`,
      },
    ];
  }
  if (fact.since !== undefined && isOlder(version, fact.since)) {
    return [
      {
        path,
        problem: `has a name that collectors know from ${fact.since} on`,
        got: `${type} with collector ${version}`,
        fix: `take collector ${fact.since} or newer; before, it was called ${fact.formerly!}`,
      },
    ];
  }
  return [];
}

function isOlder(version: string, least: string): boolean {
  const [given, wanted] = [version, least].map((text) => text.split(".").map(Number));
  const index = wanted!.findIndex((part, position) => part !== given![position]);
  return index !== -1 && given![index]! < wanted![index]!;
}
