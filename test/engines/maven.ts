import { join } from "node:path";
import { outputOf } from "./command";
import { onPath } from "./engine";

const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

/**
 * Copies an artifact (`group:name:version:type`) out of Maven Central into a folder; Maven checks its sum. What it downloads on the way
 * stays in `repository` beside it.
 *
 * @throws Error when Maven is not on the machine or can't get it
 */
export async function copyFromMaven(artifact: string, folder: string): Promise<void> {
  const mvn = onPath("mvn");
  if (mvn === undefined) {
    throw new Error(`mvn is not on the PATH, and ${artifact} comes from Maven Central; install Maven 3.8 or newer.`);
  }
  await outputOf(
    mvn,
    [
      ...["--batch-mode", "--no-transfer-progress", "--quiet", "--strict-checksums"],
      `-Dmaven.repo.local=${join(folder, "repository")}`,
      COPY,
      `-Dartifact=${artifact}`,
      "-Dmdep.useBaseVersion=true",
      `-DoutputDirectory=${folder}`,
    ],
    { timeoutSeconds: 400 },
  );
}
