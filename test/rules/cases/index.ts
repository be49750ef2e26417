import type { GroupCases } from "../rule-case";
import { apiServer } from "./api-server";
import { clusterAutoscaler, karpenter } from "./autoscaling";
import { certificates } from "./certificates";
import { cluster } from "./cluster";
import { exporters } from "./exporters";
import { fluentBit, otelCollector } from "./collectors";
import { cost } from "./cost";
import { deadMansSwitch, monitoring } from "./monitoring";
import { nodes } from "./nodes";
import { sampleApp } from "./sample-app";
import { slos } from "./slo";
import { storage } from "./storage";
import { valkey } from "./valkey";
import { workloads } from "./workloads";

/** The cases of every rule group. */
export const ruleCases: readonly GroupCases[] = [
  cluster,
  nodes,
  workloads,
  apiServer,
  storage,
  fluentBit,
  otelCollector,
  exporters,
  monitoring,
  cost,
  ...slos,
  deadMansSwitch,
  clusterAutoscaler,
  karpenter,
  certificates,
  valkey,
  sampleApp,
];
