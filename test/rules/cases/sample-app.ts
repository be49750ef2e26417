import { type GroupCases, step } from "../rule-case";

const duration = (quantile: string) =>
  `link_addlink_summary{cluster="c", namespace="shipit", pod="shipit-1", quantile="${quantile}"}`;

export const sampleApp: GroupCases = {
  group: "sample-app",
  alerts: [
    {
      alert: "SlowAddLink",
      series: { [duration("0.5")]: step(5, 5.2, 10), [duration("0.9")]: "5x90" },
      from: 11,
      until: 20,
      fires: [
        {
          labels: { severity: "page", owner: "shipit", cluster: "c", namespace: "shipit", pod: "shipit-1", quantile: "0.5" },
          summary: "Adding a link takes longer than 5 seconds.",
          description:
            "More than half of the requests to shipit-1 within the last minute took longer than 5 seconds (median 5.2 s).",
        },
      ],
      // A few slow ones are no alarm.
      nearMiss: { [duration("0.5")]: "5x90", [duration("0.99")]: "20x90" },
    },
  ],
  recordings: [],
};
