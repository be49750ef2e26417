import { GetNamedQueryCommand } from "@aws-sdk/client-athena";
import { CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runAthenaSql } from "../archive/athena-sql";
import { deliveredKey, evaluatePrefix } from "../archive/firehose-prefix";
import { writeParquet } from "../archive/parquet-conversion";
import { LocalFault, messageOf, START_AFRESH } from "../local-fault";
import type { ProjectFolders } from "../project-folders";
import type { ArchiveSummary, Row } from "../report/summary";
import type { StackState } from "../terraform/stack-states";
import { type ArchiveOutputs, archiveOutputs } from "./archive-outputs";
import { type ArchiveTable, downloadFiles, readArchiveTable } from "./archive-table";
import { type DeliveredObject, keysOf, removeObjects, waitForDelivery } from "./delivered-objects";
import { closeClients, type EmbeddedAws, embeddedAws } from "./embedded-aws";
import { SAMPLE_EVENTS, sampleEvents } from "./sample-events";

/** What went through the archive. */
export interface ArchiveProof {
  readonly archive: ArchiveSummary;
  readonly query: { readonly name: string; readonly rows: readonly Row[] };
}

/** One run of the proof. */
interface Proof {
  readonly aws: EmbeddedAws;
  readonly outputs: ArchiveOutputs;
  /** Folder for the files that pass through this machine. */
  readonly workDir: string;
  readonly now: Date;
  readonly say: (text: string) => void;
}

/**
 * Writes log events to a deployed log group and follows them: subscription, Firehose, bucket, Parquet, saved query. The emulator
 * delivers, but it neither evaluates the prefix nor converts; those two steps are done here, from what is deployed.
 */
export async function proveArchive(
  endpoint: string,
  states: readonly StackState[],
  folders: ProjectFolders,
  say: (text: string) => void,
): Promise<ArchiveProof> {
  const aws = embeddedAws(endpoint);
  const workDir = join(folders.work, "archive");
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(workDir, { recursive: true });
  try {
    return await follow({ aws, outputs: archiveOutputs(states), workDir, now: new Date(), say });
  } catch (thrown) {
    throw thrown instanceof LocalFault
      ? thrown
      : new LocalFault(`The archive could not be proved; read .local/emulator.log, or ${START_AFRESH}.`, [messageOf(thrown)]);
  } finally {
    closeClients(aws);
  }
}

async function follow(proof: Proof): Promise<ArchiveProof> {
  const { aws, outputs, say } = proof;
  say(`writing ${SAMPLE_EVENTS} events to ${outputs.logGroup}`);
  const delivered = await writeAndWait(proof);
  const table = await readArchiveTable(aws, outputs);
  const streamPrefix = await prefixOf(aws, outputs.stream);
  const prefix = evaluatePrefix(streamPrefix, {
    arrival: proof.now,
    randomString: randomUUID().replaceAll("-", "").slice(0, 11),
  });
  const raw = delivered.filter(({ key }) => !key.endsWith(".parquet"));
  if (raw.length > 0) {
    say(`converting ${raw.length} delivered objects to Parquet`);
    await convert(proof, table, prefix, raw);
  }

  const query = await savedQuery(aws, outputs.savedQuery);
  say(`running the saved query ${query.name}`);
  const files = await downloadFiles(aws, outputs.bucket, table, proof.workDir);
  const { rows } = await runAthenaSql(query.sql, [{ ...table, files }]);
  const objects = (await keysOf(aws, outputs.bucket)).filter((key) => key.startsWith(prefix)).length;
  return {
    archive: { bucket: outputs.bucket, prefix, objects, events: SAMPLE_EVENTS, convertedByProver: raw.length > 0 },
    query: { name: query.name, rows },
  };
}

async function writeAndWait({ aws, outputs, now }: Proof): Promise<DeliveredObject[]> {
  const { bucket, logGroup } = outputs;
  const before = new Set(await keysOf(aws, bucket));
  const logStream = `local-prover/${now.getTime()}`;
  const names = { logGroupName: logGroup, logStreamName: logStream };
  await aws.logs.send(new CreateLogStreamCommand(names));
  const answer = await aws.logs.send(new PutLogEventsCommand({ ...names, logEvents: sampleEvents(now.getTime()) }));
  if (answer.rejectedLogEventsInfo !== undefined) {
    const info = JSON.stringify(answer.rejectedLogEventsInfo);
    throw new LocalFault(`The log group ${logGroup} rejected events (${info}); ${START_AFRESH}.`);
  }
  return waitForDelivery(aws, bucket, before, { logStream, events: SAMPLE_EVENTS });
}

/** What Firehose does in AWS before it writes: one Parquet object in the place of the JSON. */
async function convert(proof: Proof, table: ArchiveTable, prefix: string, raw: readonly DeliveredObject[]): Promise<void> {
  const { aws, outputs, workDir, now } = proof;
  const file = join(workDir, "converted.parquet");
  await writeParquet({ columns: table.columns, records: raw.flatMap(({ envelopes }) => envelopes), file });
  const key = deliveredKey(prefix, outputs.stream, { arrival: now, fileId: randomUUID(), fileExtension: ".parquet" });
  await aws.s3.send(new PutObjectCommand({ Bucket: outputs.bucket, Key: key, Body: readFileSync(file) }));
  await removeObjects(
    aws,
    outputs.bucket,
    raw.map((object) => object.key),
  );
}

async function prefixOf(aws: EmbeddedAws, stream: string): Promise<string> {
  const { DeliveryStreamDescription } = await aws.firehose.send(
    new DescribeDeliveryStreamCommand({ DeliveryStreamName: stream }),
  );
  return DeliveryStreamDescription?.Destinations?.[0]?.ExtendedS3DestinationDescription?.Prefix ?? "";
}

async function savedQuery(aws: EmbeddedAws, id: string): Promise<{ name: string; sql: string }> {
  const { NamedQuery } = await aws.athena.send(new GetNamedQueryCommand({ NamedQueryId: id }));
  if (NamedQuery?.QueryString === undefined) {
    throw new LocalFault(`Athena has no saved query ${id}; ${START_AFRESH}.`);
  }
  return { name: NamedQuery.Name ?? id, sql: NamedQuery.QueryString };
}
