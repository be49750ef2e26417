import { PutObjectCommand } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partitionKeysOf } from "../archive/dynamic-partitioning";
import { deliveredKey, evaluatePrefix } from "../archive/firehose-prefix";
import type { HiveColumn } from "../archive/hive-type";
import { writeParquet } from "../archive/parquet-conversion";
import type { ArchivedGroup } from "./archived-groups";
import { type DeliveredObject, type LogEnvelope, removeObjects } from "./delivered-objects";
import type { EmbeddedAws } from "./embedded-aws";

/** What is converted. */
export interface Conversion {
  readonly bucket: string;
  readonly groups: readonly ArchivedGroup[];
  /** Columns of the Glue table. */
  readonly columns: readonly HiveColumn[];
  /** JSON objects as the emulator delivered them; they are removed. */
  readonly delivered: readonly DeliveredObject[];
  readonly workDir: string;
  readonly now: Date;
}

/**
 * What Firehose does in AWS before it writes: Parquet in place of the JSON, each record in the place that its stream's prefix says.
 *
 * @returns the places, by log group
 */
export async function convertDelivered(
  aws: EmbeddedAws,
  { bucket, groups, columns, delivered, workDir, now }: Conversion,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = new Map<string, { readonly stream: string; readonly records: LogEnvelope[] }>();
  const places = new Map<string, string[]>();
  for (const record of delivered.flatMap(({ envelopes }) => envelopes)) {
    for (const { stream, prefix, partitionQuery } of groups.filter(({ logGroup }) => logGroup === record.logGroup)) {
      const place = evaluatePrefix(prefix, {
        arrival: now,
        randomString: randomUUID().replaceAll("-", "").slice(0, 11),
        partitionKeys: partitionKeysOf(partitionQuery, record.logStream),
      });
      const file = files.get(place) ?? { stream, records: [] };
      file.records.push(record);
      files.set(place, file);
      places.set(record.logGroup, [...new Set([...(places.get(record.logGroup) ?? []), place])]);
    }
  }
  for (const [place, { stream, records }] of files) {
    const file = join(workDir, `${randomUUID()}.parquet`);
    await writeParquet({ columns, records, file });
    const key = deliveredKey(place, stream, { arrival: now, fileId: randomUUID(), fileExtension: ".parquet" });
    await aws.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: readFileSync(file) }));
  }
  const keys = delivered.map(({ key }) => key);
  if (keys.length > 0) {
    await removeObjects(aws, bucket, keys);
  }
  return places;
}
