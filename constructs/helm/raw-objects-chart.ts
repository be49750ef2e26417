import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { AssetType, TerraformAsset, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Name of the chart that ships with this package, and of its folder. */
export const RAW_OBJECTS_CHART = "raw-objects";

/** The chart as a part of the stack, one for all its releases: Terraform runs where only its own folder is. */
export function rawObjectsChart(scope: Construct): TerraformAsset {
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild("RawObjectsChart") as TerraformAsset | undefined;
  return existing ?? new TerraformAsset(stack, "RawObjectsChart", { path: chartFolder(__dirname), type: AssetType.DIRECTORY });
}

/** The folder `charts/raw-objects` of this package, from this file upwards: the same from its source and from its build. */
export function chartFolder(start: string): string {
  const folder = join(start, "charts", RAW_OBJECTS_CHART);
  if (existsSync(folder)) {
    return folder;
  }
  const parent = dirname(start);
  if (parent === start) {
    throw new Error(`The folder charts/${RAW_OBJECTS_CHART} is not in this package; install the package again.`);
  }
  return chartFolder(parent);
}
