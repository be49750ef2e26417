import { type Fault, oneOfFaults } from "../core/validation";
import { FLOW_LOG_FIELDS, type FlowLogField } from "./flow-log-fields";
import { listFaults } from "./list-faults";

/** What can be chosen of flow logs. */
export interface FlowLogChoices {
  readonly trafficType?: string;
  readonly aggregationSeconds?: number;
  readonly fields?: readonly FlowLogField[];
}

/** What these choices are called where they are made. */
export interface FlowLogChoiceNames {
  readonly trafficType: string;
  readonly aggregationSeconds: string;
  readonly fields: string;
}

const OWN_NAMES: FlowLogChoiceNames = { trafficType: "trafficType", aggregationSeconds: "aggregationSeconds", fields: "fields" };

/**
 * What AWS would refuse of the choices for flow logs.
 *
 * @see EC2 API, CreateFlowLogs: TrafficType, MaxAggregationInterval, LogFormat (read 2026-11)
 */
export function flowLogFaults(choices: FlowLogChoices, names: FlowLogChoiceNames = OWN_NAMES): Fault[] {
  const faults = [
    ...oneOfFaults(names.trafficType, choices.trafficType, ["all", "accept", "reject"]),
    ...oneOfFaults(names.aggregationSeconds, choices.aggregationSeconds?.toString(), ["60", "600"]),
    ...listFaults(names.fields, choices.fields, FLOW_LOG_FIELDS),
  ];
  if (choices.fields?.length === 0) {
    faults.push({
      path: names.fields,
      problem: "is empty, so that a record would hold nothing",
      fix: "name a field, or leave it out",
    });
  }
  return faults;
}
