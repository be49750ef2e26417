import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runningEmulator } from "../../local/emulator/emulator-record";
import type { ProjectFolders } from "../../local/project-folders";

/**
 * Whether a person has a local environment that a test would destroy: states with resources, and the emulator that holds these
 * resources alive. What a dead emulator held is gone, and the next `up` throws its states away itself.
 */
export async function environmentIsDeployed(folders: ProjectFolders, running = runningEmulator): Promise<boolean> {
  if (!existsSync(folders.state)) {
    return false;
  }
  const states = readdirSync(folders.state).filter((file) => file.endsWith(".tfstate"));
  return states.some((file) => mayHoldResources(join(folders.state, file))) && (await running(folders)) !== undefined;
}

/** An interrupted Terraform leaves half a state: what it describes may be there, so that it counts. */
function mayHoldResources(file: string): boolean {
  try {
    const { resources = [] } = JSON.parse(readFileSync(file, "utf8")) as { resources?: readonly unknown[] };
    return resources.length > 0;
  } catch {
    return true;
  }
}
