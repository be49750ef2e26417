import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describeEnd, startCommand, type StartedCommand } from "./command";
import type { Progress } from "./engine";
import { javaForTrino } from "./trino";
import { TrinoClient } from "./trino-client";

/** What a `TrinoServer` is started with. */
export interface TrinoServerOptions {
  /** Folder of the installed engine. */
  readonly program: string;
  /** Folder for settings and catalogue; its content is deleted first. */
  readonly workFolder: string;
  /** Folder that the server reads as `local:///`. */
  readonly dataFolder: string;
  /** After how many seconds it is ended whatever happens. */
  readonly timeoutSeconds: number;
  /** Gets every line of its log. */
  readonly log: Progress;
}

/** Heap; with what the virtual machine takes beside it, the process stays below 2 GB. */
const HEAP_MEBIBYTES = 1400;
const START_SECONDS = 240;

/** A Trino on the loopback address, with one catalogue `hive` whose tables lie in a local folder. */
export class TrinoServer {
  private constructor(
    /** Speaks to it. */
    public readonly client: TrinoClient,
    private readonly process: StartedCommand,
  ) {}

  /** Starts a server and waits until it takes queries. */
  public static async start(options: TrinoServerOptions): Promise<TrinoServer> {
    const { java } = await javaForTrino();
    const port = await freePort();
    await writeSettings(options, port);
    const started = startCommand(java, javaArguments(options), {
      cwd: options.workFolder,
      timeoutSeconds: options.timeoutSeconds,
      onLine: options.log,
    });
    const client = new TrinoClient(`http://127.0.0.1:${port}`);
    const waiting = new AbortController();
    try {
      await Promise.race([untilReady(client, waiting.signal), failWhenEnded(started)]);
    } catch (error) {
      await started.stop();
      throw error;
    } finally {
      waiting.abort();
    }
    return new TrinoServer(client, started);
  }

  /** Ends it and waits for its end. */
  public stop(): Promise<void> {
    return this.process.stop();
  }
}

async function untilReady(client: TrinoClient, signal: AbortSignal): Promise<void> {
  for (const end = Date.now() + START_SECONDS * 1000; Date.now() < end && !signal.aborted;) {
    if (await client.isReady()) {
      return;
    }
    await sleep(250);
  }
  throw new Error(`Trino took no queries within ${START_SECONDS} s.`);
}

async function failWhenEnded({ ended }: StartedCommand): Promise<never> {
  const result = await ended;
  throw new Error(
    `Trino ${describeEnd(result)} before it took queries:\n${result.stdout.slice(-2000)}${result.stderr.slice(-2000)}`,
  );
}

/** `bin/launcher` would do the same by way of a second process. */
function javaArguments({ program, workFolder }: TrinoServerOptions): readonly string[] {
  return [
    `-Xmx${HEAP_MEBIBYTES}M`,
    "-XX:+UseSerialGC",
    // A short life: the second compiler would cost more than it gives.
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djdk.attach.allowAttachSelf=true",
    "-Dfile.encoding=UTF-8",
    "--add-modules=jdk.incubator.vector",
    `-Dconfig=${join(workFolder, "config.properties")}`,
    "-Dnode.environment=test",
    "-Dnode.id=test",
    `-Dnode.data-dir=${join(workFolder, "node")}`,
    "-Dnode.internal-address=127.0.0.1",
    // Without it the server listens on every address of the machine.
    "-Dnode.bind-ip=127.0.0.1",
    ...["-classpath", join(program, "lib", "*")],
    "io.trino.server.TrinoServer",
  ];
}

async function writeSettings({ program, workFolder, dataFolder }: TrinoServerOptions, port: number): Promise<void> {
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(join(workFolder, "catalog"), { recursive: true });
  // The catalogue of tables lies beside the data, so a table of an earlier run would be in the way.
  await rm(join(dataFolder, METASTORE), { recursive: true, force: true });
  await writeProperties(join(workFolder, "config.properties"), {
    coordinator: true,
    "node-scheduler.include-coordinator": true,
    "http-server.http.port": port,
    "discovery.uri": `http://127.0.0.1:${port}`,
    "plugin.dir": join(program, "plugin"),
    "catalog.management": "static",
    "catalog.config-dir": join(workFolder, "catalog"),
    "query.max-memory": "800MB",
    "query.max-memory-per-node": "800MB",
    "memory.heap-headroom-per-node": "300MB",
    "query.max-run-time": "3m",
  });
  await writeProperties(join(workFolder, "catalog", "hive.properties"), {
    "connector.name": "hive",
    "hive.metastore": "file",
    "hive.metastore.catalog.dir": `local:///${METASTORE}`,
    "fs.native-local.enabled": true,
    "local.location": dataFolder,
    "hive.non-managed-table-writes-enabled": true,
    "hive.security": "allow-all",
    "hive.partition-projection-enabled": true,
    // Athena returns nothing for a projected partition without a folder; Trino would fail.
    "hive.ignore-absent-partitions": true,
    // As Athena does: files in folders below a partition belong to it.
    "hive.recursive-directories": true,
  });
}

const METASTORE = "metastore";

function writeProperties(file: string, properties: Readonly<Record<string, string | number | boolean>>): Promise<void> {
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}\n`);
  return writeFile(file, lines.join(""));
}

/** A port that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) {
          resolve(address.port);
        } else {
          reject(new Error("The system gave no free port."));
        }
      });
    });
  });
}
