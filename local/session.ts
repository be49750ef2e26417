import { mkdirSync } from "node:fs";
import { EmulatorProcess } from "./emulator/emulator-process";
import { Children } from "./process/children";
import { type Interruption, onInterruption } from "./process/interruption";
import { type ProjectFolders, projectFolders } from "./project-folders";

/** What one call of the driver works with. */
export interface Session {
  readonly folders: ProjectFolders;
  readonly children: Children;
  readonly emulator: EmulatorProcess;
  readonly interruption: Interruption;
  /** Where progress is shown. */
  readonly progress: NodeJS.WriteStream;
}

/**
 * Opens a session: from now on Ctrl-C ends every child and the emulator before the driver leaves.
 *
 * @param keep whether the emulator survives an interruption
 */
export function openSession(options: { readonly json: boolean; readonly keep: boolean }): Session {
  const folders = projectFolders();
  mkdirSync(folders.work, { recursive: true });
  const children = new Children();
  const emulator = new EmulatorProcess(folders);
  const progress = options.json ? process.stderr : process.stdout;
  const interruption = onInterruption(async () => {
    process.stderr.write("\nInterrupted: stopping Terraform and the embedded AWS ...\n");
    await children.stopAll();
    if (options.keep) {
      process.stderr.write("Stopped; the embedded AWS was kept and runs on.\n");
      return;
    }
    await emulator.stop();
    process.stderr.write("Stopped; nothing of the local environment runs any more.\n");
  });
  return { folders, children, emulator, interruption, progress };
}
