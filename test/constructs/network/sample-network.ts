import { Network } from "../../../constructs/network/network";
import type { NetworkProps } from "../../../constructs/network/network-props";
import { location, logGroup } from "../../support/sample-references";
import { type SynthesisedStack, synthesise } from "../../support/synth";

export const flowLogGroup = logGroup("/obs-test/vpc-flow-logs");

/** A network of three zones, changed as said. */
export function synthesiseNetwork(props: Partial<NetworkProps> = {}): SynthesisedStack {
  return synthesise((scope) => {
    new Network(scope, "Network", {
      namePrefix: "obs-test",
      location,
      cidr: "10.40.0.0/16",
      zones: ["a", "b", "c"],
      clusterName: "obs-test",
      flowLogGroup,
      ...props,
    });
  });
}
