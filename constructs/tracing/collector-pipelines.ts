import type { Fault } from "../core/validation";
import { SIGNALS, type CollectorDocument, type CollectorPipeline } from "./collector-document";
import { componentType } from "./collector-images";

const KINDS = ["receivers", "processors", "exporters"] as const;

/**
 * Everything that would keep a collector from starting with the configuration, or make it lose data silently: names without a
 * definition, definitions without a use, an order of processors that defeats them, an authenticator that nobody started.
 */
export function pipelineFaults(config: CollectorDocument): Fault[] {
  const pipelines = Object.entries(config.service.pipelines as Readonly<Record<string, CollectorPipeline>>);
  return [
    ...(pipelines.length === 0 ? [noPipelineFault()] : []),
    ...pipelines.flatMap(([id, pipeline]) => faultsOf(config, id, pipeline)),
    ...KINDS.flatMap((kind) => unusedFaults(config, kind, new Set(pipelines.flatMap(([, pipeline]) => pipeline[kind])))),
    ...connectorFaults(config, pipelines),
    ...extensionFaults(config),
    ...exporterExtensionFaults(config),
  ];
}

function faultsOf(config: CollectorDocument, id: string, pipeline: CollectorPipeline): Fault[] {
  const path = `service.pipelines.${id}`;
  const signal = id.split("/")[0];
  const faults: Fault[] = [];
  if (!SIGNALS.some((known) => known === signal)) {
    faults.push({
      path,
      problem: "carries no known signal",
      got: id,
      allowed: SIGNALS.map((known) => `${known} or ${known}/<name>`).join(", "),
      fix: "begin the pipeline's id with its signal",
    });
  }
  for (const kind of ["receivers", "exporters"] as const) {
    if (pipeline[kind].length === 0) {
      faults.push({ path: `${path}.${kind}`, problem: "is empty", got: [], fix: `name at least one of the ${kind}` });
    }
  }
  for (const kind of KINDS) {
    pipeline[kind].forEach((name, index) => {
      const defined = [...Object.keys(config[kind]), ...(kind === "processors" ? [] : Object.keys(config.connectors ?? {}))];
      if (!defined.includes(name)) {
        faults.push(undefinedFault(`${path}.${kind}[${index}]`, name, kind, defined));
      }
    });
  }
  return [...faults, ...orderFaults(`${path}.processors`, pipeline.processors)];
}

/** @see processor/memorylimiterprocessor, batchprocessor and tailsamplingprocessor, all on where they belong (read 2026-11) */
function orderFaults(path: string, processors: readonly string[]): Fault[] {
  const types = processors.map(componentType);
  const faults: Fault[] = [];
  if (!types.includes("memory_limiter")) {
    faults.push({
      path,
      problem: "has no memory_limiter, so the collector is killed, with what it holds, when data comes faster than it leaves",
      got: processors,
      fix: "put memory_limiter first",
    });
  } else if (types[0] !== "memory_limiter") {
    faults.push({
      path,
      problem: "does not begin with memory_limiter, so data is processed before the collector can refuse it",
      got: processors,
      fix: "put memory_limiter first",
    });
  }
  const batch = types.indexOf("batch");
  if (batch !== -1 && batch < types.indexOf("tail_sampling")) {
    faults.push({
      path,
      problem: "has batch before tail_sampling, so traces are put together before most of them are thrown away",
      got: processors,
      fix: "put tail_sampling before batch",
    });
  } else if (batch !== -1 && batch < types.length - 1) {
    faults.push({
      path,
      problem: "has batch before another processor, which then sees batches of mixed origin and may change their size",
      got: processors,
      fix: "put batch last",
    });
  }
  return faults;
}

/** A connector ends one pipeline and begins another; with only one of the two the collector refuses to start. */
function connectorFaults({ connectors = {} }: CollectorDocument, pipelines: readonly [string, CollectorPipeline][]): Fault[] {
  return Object.keys(connectors).flatMap((id) =>
    (["exporters", "receivers"] as const)
      .filter((kind) => !pipelines.some(([, pipeline]) => pipeline[kind].includes(id)))
      .map((kind) => ({
        path: `connectors.${id}`,
        problem: `stands among the ${kind} of no pipeline`,
        fix: "name it among the exporters of one pipeline and the receivers of another",
      })),
  );
}

function unusedFaults(config: CollectorDocument, kind: (typeof KINDS)[number], used: ReadonlySet<string>): Fault[] {
  return Object.keys(config[kind])
    .filter((id) => !used.has(id))
    .map((id) => ({
      path: `${kind}.${id}`,
      problem: "is defined and no pipeline names it",
      fix: `name it in a pipeline's ${kind}, or take the definition away`,
    }));
}

function extensionFaults({ extensions, service }: CollectorDocument): Fault[] {
  const defined = Object.keys(extensions);
  return [
    ...service.extensions.flatMap((id, index) =>
      defined.includes(id) ? [] : [undefinedFault(`service.extensions[${index}]`, id, "extensions", defined)],
    ),
    ...defined
      .filter((id) => !service.extensions.includes(id))
      .map((id) => ({
        path: `extensions.${id}`,
        problem: "is defined and never started",
        fix: "name it in service.extensions, or take the definition away",
      })),
  ];
}

/** Exporters name extensions in two places: who signs their requests, and where their queue is kept. */
function exporterExtensionFaults({ exporters, extensions }: CollectorDocument): Fault[] {
  return Object.entries(exporters as Readonly<Record<string, ExtensionUser>>).flatMap(([id, { auth, sending_queue }]) => {
    const named: [string, string | undefined][] = [
      [`exporters.${id}.auth.authenticator`, auth?.authenticator],
      [`exporters.${id}.sending_queue.storage`, sending_queue?.storage],
    ];
    return named.flatMap(([path, extension]) =>
      extension === undefined || extension in extensions
        ? []
        : [undefinedFault(path, extension, "extensions", Object.keys(extensions))],
    );
  });
}

/** The settings of an exporter that name extensions. */
interface ExtensionUser {
  readonly auth?: { readonly authenticator: string };
  readonly sending_queue?: { readonly storage?: string };
}

function undefinedFault(path: string, id: string, kind: string, defined: readonly string[]): Fault {
  return {
    path,
    problem: `names something that ${kind} does not define`,
    got: id,
    allowed: defined.length === 0 ? `nothing: ${kind} is empty` : defined.join(", "),
    fix: `define it under ${kind}, or name one that is defined`,
  };
}

function noPipelineFault(): Fault {
  return {
    path: "service.pipelines",
    problem: "is empty, so the collector refuses to start",
    fix: "define at least one pipeline",
  };
}
