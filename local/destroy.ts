import { inventoryAt } from "./emulator/pages";
import { runningEmulator } from "./emulator/emulator-record";
import { checkMachine } from "./preflight";
import { runSteps } from "./report/progress-list";
import type { Session } from "./session";
import { destroy as cdktfDestroy, synthesisedStacks } from "./terraform/cdktf";
import { terraformCliConfig } from "./terraform/provider-mirror";
import { ENVIRONMENT, terraformEnvironment } from "./terraform/terraform-environment";

/** What `npm run local:destroy` did. */
export interface DestroySummary {
  /** False when nothing ran. */
  readonly destroyed: boolean;
  /** Number of resources that Terraform destroyed. */
  readonly resources: number;
  /** What the emulator still held afterwards: `s3 bucket obs-archive`. Empty is right. */
  readonly remaining: readonly string[];
}

/** Destroys the stacks in the right order, asks the emulator what is left, and stops it. */
export async function destroy(session: Session): Promise<DestroySummary> {
  const { folders, children, emulator } = session;
  const running = await runningEmulator(folders);
  if (running === undefined) {
    await emulator.stop(); // forgets what an emulator that died has left behind
    return { destroyed: false, resources: 0, remaining: [] };
  }
  let resources = 0;
  let remaining: string[] = [];
  const work = async (say: (text: string) => void) => {
    checkMachine();
    const env = terraformEnvironment(running.endpoint, await terraformCliConfig(folders.work));
    await cdktfDestroy({
      folders,
      children,
      env,
      onProgress: (now, inAll) => {
        resources = now.resources;
        say(`${now.stacks} of ${inAll} stacks, ${now.resources} resources; now ${now.stack ?? "preparing"}`);
      },
    });
    return `cdktf destroy '${ENVIRONMENT}-*': ${resources} resources of ${synthesisedStacks(folders).length} stacks`;
  };
  const look = async () => {
    remaining = (await inventoryAt(running.endpoint)).flatMap(({ service, type, ids }) =>
      ids.map((id) => `${service} ${type} ${id}`),
    );
    return remaining.length === 0
      ? "The embedded AWS holds nothing any more"
      : `The embedded AWS still holds ${remaining.length} things`;
  };
  const stop = async () => {
    await emulator.stop();
    return "The embedded AWS is stopped";
  };
  await runSteps(
    [
      { name: "destroy", title: `cdktf destroy '${ENVIRONMENT}-*'`, work },
      { name: "inventory", title: "Asking the embedded AWS what is left", work: look },
      { name: "stop", title: "Stopping the embedded AWS", work: stop },
    ],
    session,
  );
  return { destroyed: true, resources, remaining };
}
