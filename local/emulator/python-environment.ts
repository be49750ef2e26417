import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalFault } from "../local-fault";
import type { Tools } from "../preflight";
import type { Children } from "../process/children";
import type { ProjectFolders } from "../project-folders";

/** Name of the file inside the environment that says what it was made of. */
const MADE_OF = ".made-of";

/**
 * Path of the Python that has the emulator's pinned packages. Makes the environment anew when the list or the Python has
 * changed. Packages come from where this machine's pip is configured to find them.
 */
export async function pythonEnvironment(
  folders: ProjectFolders,
  { python, pythonVersion }: Tools,
  children: Children,
): Promise<string> {
  const requirements = join(folders.emulator, "aws", "requirements.txt");
  const wanted = fingerprint(readFileSync(requirements, "utf8"), pythonVersion);
  const own = join(folders.venv, "bin", "python");
  if (madeOf(folders.venv) === wanted) {
    return own;
  }
  rmSync(folders.venv, { recursive: true, force: true });
  mkdirSync(folders.work, { recursive: true });
  const run = (command: string, args: string[], log: string) =>
    children.run(command, args, { cwd: folders.root, env: process.env, log: join(folders.work, log) });
  if ((await run(python, ["-m", "venv", folders.venv], "venv.log")) !== 0) {
    throw new LocalFault(`${python} could not make a virtual environment in .cache/venv; the reason is in .local/venv.log.`);
  }
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements];
  if ((await run(own, install, "pip.log")) !== 0) {
    throw pipFault(readFileSync(join(folders.work, "pip.log"), "utf8"));
  }
  writeFileSync(join(folders.venv, MADE_OF), wanted);
  return own;
}

/** What an environment is made of: another list or another Python needs another environment. */
export function fingerprint(requirements: string, pythonVersion: string): string {
  return createHash("sha256").update(`${pythonVersion}\n${requirements}`).digest("hex");
}

/** pip's first error line, in a sentence. */
export function pipFault(log: string): LocalFault {
  const lines = log.split("\n").filter((line) => /^ERROR:/.test(line));
  return new LocalFault(
    "pip could not install the packages of local/aws/requirements.txt; check the network or the package index that pip is configured for, then try again (the whole text is in .local/pip.log).",
    lines.slice(0, 3),
  );
}

function madeOf(venv: string): string | undefined {
  try {
    return readFileSync(join(venv, MADE_OF), "utf8");
  } catch {
    return undefined;
  }
}
