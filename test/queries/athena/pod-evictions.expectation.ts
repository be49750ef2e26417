import { podEvictions } from "../../../queries/athena/pod-evictions";
import { listing, type Expectation } from "../expectation";

export const expectation: Expectation = {
  query: podEvictions,
  fromHours: 40,
  begin: () =>
    listing(
      "kubelet",
      ({ fact }) => fact.evictedPod !== undefined,
      ({ timestamp, fact }) => [timestamp, fact.node, fact.evictedPod!],
    ),
};
