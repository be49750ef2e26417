import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Children } from "../process/children";
import type { ProjectFolders } from "../project-folders";
import { DeployProgress, type Progress } from "./deploy-progress";
import { ENVIRONMENT } from "./terraform-environment";
import { terraformFailure } from "./terraform-failure";

/** What every call of cdktf needs. */
export interface CdktfRun {
  readonly folders: ProjectFolders;
  readonly children: Children;
  readonly env: NodeJS.ProcessEnv;
  /** Called when something has been done; `stacksInAll` is 0 until the app has been synthesised. */
  readonly onProgress: (progress: Progress, stacksInAll: number) => void;
}

/** `cdktf deploy 'local-*'`. */
export function deploy(run: CdktfRun): Promise<void> {
  return cdktf(run, "deploy", ["--skip-provider-lock"]);
}

/** `cdktf destroy 'local-*'`: the dependants first. */
export function destroy(run: CdktfRun): Promise<void> {
  return cdktf(run, "destroy", ["--skip-provider-lock"]);
}

/** Names of the stacks of the last synth, in the manifest's order. */
export function synthesisedStacks(folders: ProjectFolders): string[] {
  try {
    const manifest = JSON.parse(readFileSync(folders.manifest, "utf8")) as { stacks?: Record<string, unknown> };
    return Object.keys(manifest.stacks ?? {}).filter((name) => name.startsWith(`${ENVIRONMENT}-`));
  } catch {
    return [];
  }
}

async function cdktf(run: CdktfRun, command: "deploy" | "destroy", flags: readonly string[]): Promise<void> {
  const cli = createRequire(join(run.folders.root, "package.json")).resolve("cdktf-cli/bundle/bin/cdktf");
  // The build is fresh already: the app of cdktf.json would compile a second time.
  const args = [cli, command, `${ENVIRONMENT}-*`, "--app", "node dist/main.js", "--auto-approve", ...flags];
  const log = join(run.folders.work, `${command}.log`);
  const progress = new DeployProgress();
  const code = await run.children.run(process.execPath, args, {
    cwd: run.folders.root,
    env: run.env,
    log,
    onLine: (line) => {
      if (progress.read(line)) {
        run.onProgress(progress.now, synthesisedStacks(run.folders).length);
      }
    },
  });
  if (code !== 0) {
    throw terraformFailure(`cdktf ${command}`, readFileSync(log, "utf8"), `.local/${command}.log`);
  }
}
