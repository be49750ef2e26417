import { checkMachine } from "../../local/preflight";
import { pythonEnvironment } from "../../local/emulator/python-environment";
import { Children } from "../../local/process/children";
import { projectFolders } from "../../local/project-folders";
import type { Engine, FoundEngine, MissingEngine, Progress } from "./engine";
import { PROJECT_FOLDER } from "./project-folder";

/** The Python of the embedded AWS, with its pinned packages: the same one that `npm run local` makes and keeps. */
export const localPython: Engine = {
  name: "local-python",
  purpose: "runs the embedded AWS and its own tests",

  /** Only the local driver knows whether what is there is still right. */
  find: (): Promise<FoundEngine | MissingEngine> => Promise.resolve({ reason: "the virtual environment is not checked yet" }),

  async install(progress: Progress): Promise<FoundEngine> {
    const tools = checkMachine();
    progress("local-python: making sure that the emulator's packages are there");
    const path = await pythonEnvironment(projectFolders(PROJECT_FOLDER), tools, new Children());
    return { path, version: tools.pythonVersion };
  },
};
