import type { Tier } from "../tier";
import { alerting } from "./alerting";
import { charts } from "./charts";
import { collectors } from "./collectors";
import { examples } from "./examples";
import { kubernetes } from "./kubernetes";
import { lint } from "./lint";
import { local } from "./local";
import { plan } from "./plan";
import { policy } from "./policy";
import { python } from "./python";
import { queries } from "./queries";
import { rules } from "./rules";
import { unit } from "./unit";

/** Every tier; within a lane, in the order in which they run: the quick ones first. */
export const TIERS: readonly Tier[] = [
  lint,
  unit,
  python,
  rules,
  alerting,
  charts,
  kubernetes,
  collectors,
  examples,
  queries,
  plan,
  policy,
  local,
];
