import type { Fault } from "../core/validation";
import { SIGNALS, type CollectorConfig, type CollectorPipeline } from "./collector-config";

const KINDS = ["receivers", "processors", "exporters"] as const;

/**
 * Everything that would keep a collector from starting with the configuration, or make it lose data silently: names without a
 * definition, definitions without a use, an order of processors that defeats them, an authenticator that nobody started.
 */
export function collectorConfigFaults(config: CollectorConfig): Fault[] {
  const pipelines = Object.entries(config.service.pipelines as Readonly<Record<string, CollectorPipeline>>);
  return [
    ...(pipelines.length === 0 ? [noPipelineFault()] : []),
    ...pipelines.flatMap(([id, pipeline]) => pipelineFaults(config, id, pipeline)),
    ...KINDS.flatMap((kind) => unusedFaults(config, kind, new Set(pipelines.flatMap(([, pipeline]) => pipeline[kind])))),
    ...extensionFaults(config),
    ...exporterExtensionFaults(config),
  ];
}

function pipelineFaults(config: CollectorConfig, id: string, pipeline: CollectorPipeline): Fault[] {
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
      if (!(name in config[kind])) {
        faults.push(undefinedFault(`${path}.${kind}[${index}]`, name, kind, Object.keys(config[kind])));
      }
    });
  }
  return [...faults, ...orderFaults(`${path}.processors`, pipeline.processors)];
}

/** @see processor/memorylimiterprocessor and processor/batchprocessor, both on where they belong (read 2026-11) */
function orderFaults(path: string, processors: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  if (typeOf(processors[0] ?? "") !== "memory_limiter") {
    faults.push({
      path,
      problem: "does not begin with memory_limiter, so data is processed before the collector can refuse it",
      got: processors,
      fix: "put memory_limiter first",
    });
  }
  if (processors.slice(0, -1).some((id) => typeOf(id) === "batch")) {
    faults.push({
      path,
      problem: "has batch before another processor, which then sees batches of mixed origin and may change their size",
      got: processors,
      fix: "put batch last",
    });
  }
  return faults;
}

function unusedFaults(config: CollectorConfig, kind: (typeof KINDS)[number], used: ReadonlySet<string>): Fault[] {
  return Object.keys(config[kind])
    .filter((id) => !used.has(id))
    .map((id) => ({
      path: `${kind}.${id}`,
      problem: "is defined and no pipeline names it",
      fix: `name it in a pipeline's ${kind}, or take the definition away`,
    }));
}

function extensionFaults({ extensions, service }: CollectorConfig): Fault[] {
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
function exporterExtensionFaults({ exporters, extensions }: CollectorConfig): Fault[] {
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

function typeOf(id: string): string {
  return id.split("/")[0]!;
}
