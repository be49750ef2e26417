import { type ScrapeJob } from "../scrape-job";
import { type ClusterSize, type Subject, subjectCounts } from "./cluster-size";
import { JOB_SERIES, SERIES_ABOUT_A_TARGET } from "./job-series";

/** What a job brings with one scrape of all its targets. */
export interface ExpectedJob {
  readonly job: ScrapeJob;
  readonly targets: number;
  /** Series of all targets together. */
  readonly series: number;
  /** Series of the largest target: what its sample limit must leave room for. */
  readonly largestTarget: number;
}

/** The active series of a cluster, job by job; jobs that no recording was counted for are left out. */
export function expectedActiveSeries(size: ClusterSize, jobs: readonly ScrapeJob[]): readonly ExpectedJob[] {
  const counts = subjectCounts(size);
  const expected = jobs.flatMap((job): ExpectedJob[] => {
    const found = JOB_SERIES[job];
    if (found === undefined) {
      return [];
    }
    const { seriesPer, spread = 1 } = found;
    const targets = found.targets === "each-node" ? size.nodes : found.targets;
    const each = (Object.entries(seriesPer) as [Subject, number][]).map(
      ([subject, series]) => series * (subject === "target" ? targets : counts[subject]),
    );
    const series = Math.round(sum(each) * spread);
    return [{ job, targets, series, largestTarget: Math.ceil(series / targets) }];
  });
  if (!jobs.includes("targets")) {
    return expected;
  }
  const targets = sum(expected.map((each) => each.targets));
  const about = SERIES_ABOUT_A_TARGET * targets;
  return [...expected, { job: "targets", targets, series: about, largestTarget: SERIES_ABOUT_A_TARGET }];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
