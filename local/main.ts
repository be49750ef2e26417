import { Command, InvalidArgumentError } from "commander";
import picocolors from "picocolors";
import { destroy } from "./destroy";
import { LocalFault, messageOf } from "./local-fault";
import { projectFolders } from "./project-folders";
import { defectsOf, summaryJson } from "./report/summary";
import { summaryText } from "./report/summary-text";
import { openSession, type Session } from "./session";
import { status, statusText } from "./status";
import { up } from "./up";

interface UpOptions {
  readonly json: boolean;
  readonly keep: boolean;
  readonly port: number;
}

async function runUp({ json, keep, port }: UpOptions): Promise<number> {
  const session = openSession({ json, keep });
  return guarded(session, async () => {
    const before = await session.emulator.isRunning();
    try {
      const summary = await up(session, port);
      process.stdout.write(json ? `${JSON.stringify(summaryJson(summary), null, 2)}\n` : summaryText(summary));
      return defectsOf(summary).length === 0 ? 0 : 1;
    } catch (thrown) {
      if (!keep && !before && !session.interruption.underway) {
        await session.emulator.stop();
      }
      throw thrown;
    }
  });
}

async function runDestroy({ json }: { readonly json: boolean }): Promise<number> {
  // An interrupted destroy ends in nothing as well: what is half destroyed goes with the embedded AWS.
  const session = openSession({ json, keep: false });
  return guarded(session, async () => {
    const { destroyed, resources, remaining } = await destroy(session);
    if (json) {
      process.stdout.write(`${JSON.stringify({ destroyed, resources, remaining }, null, 2)}\n`);
    } else if (!destroyed) {
      process.stdout.write("Nothing to destroy: the local environment does not run.\n");
    } else if (remaining.length === 0) {
      process.stdout.write(
        picocolors.green(`\nDestroyed ${resources} resources; the embedded AWS held nothing any more and is stopped.\n`),
      );
    } else {
      process.stdout.write(picocolors.red(`\nDestroyed ${resources} resources, but the embedded AWS still held:\n`));
      process.stdout.write(remaining.map((item) => `  ${item}\n`).join(""));
    }
    return remaining.length === 0 ? 0 : 1;
  });
}

async function runStatus({ json }: { readonly json: boolean }): Promise<number> {
  const found = await status(projectFolders());
  process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : `${statusText(found)}\n`);
  return 0;
}

/** A failure of ours is news only while nobody has interrupted us: the interruption ends the process itself. */
async function guarded(session: Session, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (thrown) {
    if (session.interruption.underway) {
      return new Promise<never>(() => undefined);
    }
    await session.children.stopAll(0);
    throw thrown;
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new InvalidArgumentError("A port is a whole number from 0 (a free one) to 65535.");
  }
  return port;
}

function tell(thrown: unknown): void {
  process.stderr.write(`\n${picocolors.red(messageOf(thrown))}\n`);
  if (thrown instanceof LocalFault) {
    process.stderr.write(thrown.details.map((line) => `  ${line}\n`).join(""));
  }
}

async function main(): Promise<void> {
  const run = (work: Promise<number>) =>
    work.then(
      (code) => process.exit(code),
      (thrown: unknown) => {
        tell(thrown);
        process.exit(1);
      },
    );
  const program = new Command("local").description(
    "Environment `local`: the same stacks on an embedded AWS, deployed and proved.",
  );
  program
    .command("up", { isDefault: true })
    .description("start the embedded AWS, deploy every stack, prove the result")
    .option("--json", "print one JSON object; progress goes to standard error", false)
    .option("--keep", "leave the embedded AWS running when the run fails or is interrupted, to look into it", false)
    .option("--port <number>", "port of the embedded AWS; 0 chooses a free one", portOf, 0)
    .action((options: UpOptions) => run(runUp(options)));
  program
    .command("destroy")
    .description("destroy every stack, list what is left, stop the embedded AWS")
    .option("--json", "print one JSON object; progress goes to standard error", false)
    .action((options: { json: boolean }) => run(runDestroy(options)));
  program
    .command("status")
    .description("say whether the local environment runs, and what it holds")
    .option("--json", "print one JSON object", false)
    .action((options: { json: boolean }) => run(runStatus(options)));
  await program.parseAsync();
}

void main();
