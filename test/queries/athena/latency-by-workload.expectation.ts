import { latencyByWorkload } from "../../../queries/athena/latency-by-workload";
import { by, desc, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: latencyByWorkload,
  fromHours: 110,
  toHours: 0,
  tolerance: { p50_ms: 0.05, p95_ms: 0.05, p99_ms: 0.08 },
  begin: () => {
    const requests = new Map<string, { namespace: string; workload: string; times: number[]; serverErrors: number }>();
    return {
      see: ({ fact }) => {
        if (fact.kind !== "application" || fact.responseMilliseconds === undefined || fact.cut) {
          return;
        }
        const { namespace, workload } = fact;
        const known = requests.get(workload) ?? { namespace, workload, times: [], serverErrors: 0 };
        known.times.push(fact.responseMilliseconds);
        known.serverErrors += fact.statusCode! >= 500 ? 1 : 0;
        requests.set(workload, known);
      },
      rows: () =>
        [...requests.values()]
          .map(({ namespace, workload, times, serverErrors }) => {
            times.sort((a, b) => a - b);
            const share = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))]!;
            return [namespace, workload, times.length, serverErrors, share(0.5), share(0.95), share(0.99)];
          })
          .sort(by(desc(6), 0, 1)),
    };
  },
};
