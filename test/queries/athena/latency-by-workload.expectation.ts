import { latencyByWorkload } from "../../../queries/athena/latency-by-workload";
import { by, desc, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: latencyByWorkload,
  fromHours: 40,
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
            const at = (share: number) => times[Math.min(times.length - 1, Math.max(0, Math.floor(share * times.length)))]!;
            // Both engines approximate a percentile by its rank, so one in a hundred values may lie between.
            const near = (share: number) => ({ least: at(share - 0.015), most: at(share + 0.015) });
            return [namespace, workload, times.length, serverErrors, near(0.5), near(0.95), near(0.99)];
          })
          .sort(by(desc(2), 0, 1)),
    };
  },
};
