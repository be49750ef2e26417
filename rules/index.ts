import { Duration } from "../constructs/core/duration";
import { nodeAlerts } from "./alerts/nodes";
import { nodeRecordings } from "./recording/nodes";
import type { RuleGroup } from "./rule";

/** Every rule group, recording rules before the alerts that read them. */
export const ruleGroups: readonly RuleGroup[] = [
  { name: "nodes", interval: Duration.seconds(60), rules: [...nodeRecordings, ...nodeAlerts] },
];
