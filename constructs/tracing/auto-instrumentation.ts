import { type Fault, throwFaults } from "../core/validation";

/** Languages that the operator can instrument without a change to the program. */
export const INSTRUMENTED_LANGUAGES = ["java", "nodejs", "python", "dotnet"] as const;

/** A language of auto-instrumentation. */
export type InstrumentedLanguage = (typeof INSTRUMENTED_LANGUAGES)[number];

/** What an `Instrumentation` resource says. */
export interface AutoInstrumentationProps {
  /** Name of the resource. */
  readonly name: string;
  /** Namespace of the resource; pods of other namespaces name it as `<namespace>/<name>`. */
  readonly namespace: string;
  /** Where the programs send OTLP over HTTP: `otlpHttpEndpoint` of an `OtelAgent` or an `OtelCollector`. */
  readonly endpoint: string;
  /**
   * Share of the requests that the programs trace, 0 to 100 percent; who calls decides for who is called.
   * @default 100
   */
  readonly samplePercent?: number;
}

/**
 * The `Instrumentation` resource of the OpenTelemetry operator, as data: pods with the annotation of their language get an agent, which
 * sends to the collector and passes trace contexts on as W3C, as baggage and as X-Ray has them.
 *
 * @see open-telemetry/opentelemetry-operator, Instrumentation v1alpha1 (read 2026-11)
 * @throws ValidationError when the endpoint is no URL, or the share is no percentage
 */
export function autoInstrumentation(props: AutoInstrumentationProps): Readonly<Record<string, unknown>> {
  const { name, namespace, endpoint, samplePercent = 100 } = props;
  throwFaults(`instrumentation "${name}"`, faults(endpoint, samplePercent));
  return {
    apiVersion: "opentelemetry.io/v1alpha1",
    kind: "Instrumentation",
    metadata: { name, namespace },
    spec: {
      exporter: { endpoint },
      propagators: ["tracecontext", "baggage", "xray"],
      sampler: { type: "parentbased_traceidratio", argument: String(samplePercent / 100) },
      // Programs that send by themselves say what they are; the agents speak HTTP, which passes every mesh.
      env: [{ name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/protobuf" }],
    },
  };
}

/** The annotation that a pod needs to be instrumented, with the resource that says how. */
export function instrumentationAnnotation(
  language: InstrumentedLanguage,
  resource: { readonly name: string; readonly namespace: string },
): Readonly<Record<string, string>> {
  return { [`instrumentation.opentelemetry.io/inject-${language}`]: `${resource.namespace}/${resource.name}` };
}

function faults(endpoint: string, samplePercent: number): Fault[] {
  return [
    ...(/^https?:\/\/[^\s]+$/.test(endpoint) && !endpoint.endsWith(":4317")
      ? []
      : [
          {
            path: "endpoint",
            problem: "is no URL of OTLP over HTTP",
            got: endpoint,
            allowed: "http://<service>.<namespace>:4318",
            fix: "take otlpHttpEndpoint of the collector",
          },
        ]),
    ...(samplePercent >= 0 && samplePercent <= 100
      ? []
      : [
          {
            path: "samplePercent",
            problem: "is no percentage",
            got: samplePercent,
            allowed: "0 to 100",
            fix: "choose a share between nothing and everything",
          },
        ]),
  ];
}
