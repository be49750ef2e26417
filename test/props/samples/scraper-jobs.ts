import { Duration } from "../../../constructs/core/duration";
import type { RelabelStep, ScraperJob } from "../../../constructs/metrics/scrape-configuration";
import type { Variant } from "../sample";

const job: ScraperJob = { jobName: "pods", role: "pod", sampleLimit: 1000 };
const labelMap: RelabelStep = { action: "labelmap", regex: "label_(.+)" };
const step: RelabelStep = { action: "replace", sourceLabels: ["a"], targetLabel: "b" };

/** The optional values of a scraper's jobs, for a construct that has jobs at this path. */
export function scraperJobVariants<Props>(
  path: string,
  propsWith: (jobs: readonly ScraperJob[]) => Partial<Props>,
): Record<string, Variant<Props>> {
  const given = propsWith([job]);
  const relabel = (list: "relabel" | "metricRelabel"): [string, Variant<Props>][] => {
    const steps = propsWith([{ ...job, [list]: [step] }]);
    return [
      [list, { value: [labelMap], with: given }],
      [`${list}[].sourceLabels`, { value: ["c"], with: steps }],
      [`${list}[].regex`, { value: "(.+)", with: steps }],
      [`${list}[].targetLabel`, { value: "d", with: steps }],
      [`${list}[].replacement`, { value: "$1:80", with: steps }],
    ];
  };
  const variants: [string, Variant<Props>][] = [
    ["namespaces", { value: ["shop"], with: given }],
    ["metricsPath", { value: "/stats", with: given }],
    ["scheme", { with: given }],
    ["interval", { value: Duration.minutes(5), with: given }],
    ["honorLabels", { with: given }],
    ...relabel("relabel"),
    ...relabel("metricRelabel"),
  ];
  return Object.fromEntries(variants.map(([name, variant]) => [`${path}.${name}`, variant]));
}
