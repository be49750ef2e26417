import { chmod, copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { outputOf, runCommand } from "./command";
import { onPath } from "./engine";

/**
 * Takes one program out of a Debian package into a folder: no root, and no service that starts.
 *
 * @throws Error with a sentence when this is no Debian system or the package can't be had
 */
export async function programOfPackage(packageName: string, program: string, folder: string): Promise<void> {
  if (onPath("apt-get") === undefined || onPath("dpkg") === undefined) {
    throw new Error(`${program} is not on the PATH and this is not a Debian system; install ${program} on the PATH.`);
  }
  await download(packageName, folder);
  const archive = (await readdir(folder)).find((file) => file.endsWith(".deb"));
  if (archive === undefined) {
    throw new Error(`apt-get downloaded no package ${packageName}; install ${program} on the PATH.`);
  }
  const unpacked = join(folder, "unpacked");
  await mkdir(unpacked);
  await outputOf("dpkg", ["-x", join(folder, archive), unpacked], { timeoutSeconds: 60 });
  await copyFile(join(unpacked, "usr/bin", program), join(folder, program));
  await chmod(join(folder, program), 0o755);
}

async function download(packageName: string, cwd: string): Promise<void> {
  const first = await runCommand("apt-get", ["download", packageName], { cwd, timeoutSeconds: 120 });
  if (first.code === 0) {
    return;
  }
  // A fresh machine has no package lists, and only root may fetch them.
  await runCommand("apt-get", ["update"], { timeoutSeconds: 120 });
  await outputOf("apt-get", ["download", packageName], { cwd, timeoutSeconds: 120 });
}
