import type { AnySample } from "../sample";
import { addons } from "./addons";
import { eks } from "./eks";
import { helm } from "./helm";
import { iam } from "./iam";
import { insights } from "./insights";
import { logAlarms } from "./log-alarms";
import { logs } from "./logs";
import { metrics } from "./metrics";
import { network } from "./network";
import { tracing } from "./tracing";

/** A sample for every construct, by folder and class. */
export const SAMPLES: Readonly<Record<string, Readonly<Record<string, AnySample>>>> = {
  addons,
  eks,
  helm,
  iam,
  insights,
  logs: { ...logs, ...logAlarms },
  metrics,
  network,
  tracing,
};
