import { DeleteObjectsCommand, GetObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { gunzipSync } from "node:zlib";
import { setTimeout as sleep } from "node:timers/promises";
import { LocalFault } from "../local-fault";
import type { EmbeddedAws } from "./embedded-aws";
import type { WrittenEvents } from "./write-events";

/** An envelope of CloudWatch Logs, as a subscription sends it. */
export interface LogEnvelope {
  readonly messageType: string;
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly subscriptionFilters: readonly string[];
  readonly logEvents: readonly { readonly id: string; readonly timestamp: number; readonly message: string }[];
}

/** An object that Firehose wrote, and what stands in it. */
export interface DeliveredObject {
  readonly key: string;
  readonly envelopes: readonly LogEnvelope[];
}

const WAIT_MS = 30_000;

/** Keys in a bucket. */
export async function keysOf(aws: EmbeddedAws, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents } of paginateListObjectsV2({ client: aws.s3 }, { Bucket: bucket })) {
    keys.push(...(Contents ?? []).map(({ Key }) => Key ?? ""));
  }
  return keys;
}

export async function bytesOf(aws: EmbeddedAws, bucket: string, key: string): Promise<Buffer> {
  const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

/** Waits until new JSON objects hold the events that were written. */
export async function waitForDelivery(
  aws: EmbeddedAws,
  bucket: string,
  before: ReadonlySet<string>,
  expected: readonly WrittenEvents[],
): Promise<DeliveredObject[]> {
  const wanted = new Map(expected.map((one) => [`${one.logGroup}:${one.logStream}`, one.events]));
  const delivered = new Map<string, DeliveredObject>();
  let missing: string[] = [];
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(300)) {
    for (const key of (await keysOf(aws, bucket)).filter((key) => !before.has(key) && !delivered.has(key))) {
      delivered.set(key, { key, envelopes: envelopesIn(await bytesOf(aws, bucket, key)) });
    }
    missing = [...wanted].filter(([stream, events]) => arrived(delivered.values(), stream) < events).map(([stream]) => stream);
    if (missing.length === 0) {
      return [...delivered.values()].filter(({ envelopes }) => envelopes.length > 0);
    }
  }
  throw new LocalFault(
    `Log events did not arrive in the bucket ${bucket} within ${WAIT_MS / 1000} s; look at the log groups' subscription filters and at the Firehose streams.`,
    missing,
  );
}

/** Events of a log stream, `<group>:<stream>`, in the objects. */
function arrived(objects: Iterable<DeliveredObject>, stream: string): number {
  return [...objects]
    .flatMap(({ envelopes }) => envelopes)
    .filter(({ logGroup, logStream }) => `${logGroup}:${logStream}` === stream)
    .reduce((sum, { logEvents }) => sum + logEvents.length, 0);
}

/** Removes what Firehose would have converted. */
export async function removeObjects(aws: EmbeddedAws, bucket: string, keys: readonly string[]): Promise<void> {
  await aws.s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true } }));
}

/** The envelopes in an object: gzip members or plain text, one JSON document after another, with line ends between or not. */
export function envelopesIn(bytes: Buffer): LogEnvelope[] {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (isGzip ? gunzipSync(bytes) : bytes).toString("utf8");
  return documentsIn(text).flatMap((document) => {
    try {
      const envelope = JSON.parse(document) as LogEnvelope;
      return Array.isArray(envelope.logEvents) ? [envelope] : [];
    } catch {
      return [];
    }
  });
}

/** Splits JSON objects that follow each other without anything between them. */
function documentsIn(text: string): string[] {
  const documents: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{" && depth++ === 0) {
      start = index;
    }
    if (token === "}" && --depth === 0) {
      documents.push(text.slice(start, index + 1));
    }
  }
  return documents;
}
