import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { LocalFault } from "./local-fault";

/** Where everything of the local environment lies. */
export interface ProjectFolders {
  /** Absolute path of the folder that holds `cdktf.json`. */
  readonly root: string;
  /** `.local`: what belongs to the running environment; removed by `local:destroy` as far as it describes the running one. */
  readonly work: string;
  /** `.local/state`: one Terraform state per stack. */
  readonly state: string;
  /** `.cache/venv`: the emulator's Python. */
  readonly venv: string;
  /** `cdktf.out/stacks`: one Terraform root module per stack. */
  readonly stacks: string;
  /** `cdktf.out/manifest.json`: the stacks of the last synth. */
  readonly manifest: string;
  /** `local`: the Python path of the emulator. */
  readonly emulator: string;
}

/** The folders of the project around `from`. */
export function projectFolders(from: string = process.cwd()): ProjectFolders {
  const root = folderWithCdktfJson(resolve(from));
  return {
    root,
    work: join(root, ".local"),
    state: join(root, ".local", "state"),
    venv: join(root, ".cache", "venv"),
    stacks: join(root, "cdktf.out", "stacks"),
    manifest: join(root, "cdktf.out", "manifest.json"),
    emulator: join(root, "local"),
  };
}

function folderWithCdktfJson(folder: string): string {
  if (existsSync(join(folder, "cdktf.json"))) {
    return folder;
  }
  if (dirname(folder) === folder) {
    throw new LocalFault("There is no cdktf.json here or above; change into the project's folder and run `npm run local` there.");
  }
  return folderWithCdktfJson(dirname(folder));
}
