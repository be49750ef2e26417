import { paginateDescribeLogGroups, paginateDescribeSubscriptionFilters } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeDeliveryStreamCommand, type ExtendedS3DestinationDescription } from "@aws-sdk/client-firehose";
import { LocalFault, START_AFRESH } from "../local-fault";
import type { EmbeddedAws } from "./embedded-aws";

/** A deployed log group that forwards to the archive, and how its stream places what it gets. */
export interface ArchivedGroup {
  readonly logGroup: string;
  /** Name of the Firehose stream. */
  readonly stream: string;
  /** Prefix of the stream's files, with expressions. */
  readonly prefix: string;
  /** The query that works out the prefix's partition keys; undefined when there are none. */
  readonly partitionQuery: string | undefined;
}

/** Every log group whose subscription ends in a stream that writes to the bucket: found in what is deployed, by no list of ours. */
export async function archivedGroups(aws: EmbeddedAws, bucket: string): Promise<readonly ArchivedGroup[]> {
  const found: ArchivedGroup[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: aws.logs }, {})) {
    for (const { logGroupName = "" } of logGroups) {
      for (const stream of await streamsOf(aws, logGroupName)) {
        const destination = await destinationOf(aws, stream);
        if (destination.BucketARN?.endsWith(`:${bucket}`)) {
          const { Prefix: prefix = "" } = destination;
          found.push({ logGroup: logGroupName, stream, prefix, partitionQuery: queryOf(destination) });
        }
      }
    }
  }
  if (found.length === 0) {
    throw new LocalFault(`No log group forwards to the bucket ${bucket}; ${START_AFRESH}.`);
  }
  return found;
}

async function streamsOf(aws: EmbeddedAws, logGroupName: string): Promise<readonly string[]> {
  const streams: string[] = [];
  for await (const { subscriptionFilters = [] } of paginateDescribeSubscriptionFilters({ client: aws.logs }, { logGroupName })) {
    streams.push(...subscriptionFilters.flatMap(({ destinationArn }) => destinationArn?.split(":deliverystream/")[1] ?? []));
  }
  return streams;
}

async function destinationOf(aws: EmbeddedAws, stream: string): Promise<ExtendedS3DestinationDescription> {
  const answer = await aws.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: stream }));
  const destination = answer.DeliveryStreamDescription?.Destinations?.[0]?.ExtendedS3DestinationDescription;
  if (destination === undefined) {
    throw new LocalFault(`The Firehose stream ${stream} does not write to S3; ${START_AFRESH}.`);
  }
  return destination;
}

function queryOf({ ProcessingConfiguration }: ExtendedS3DestinationDescription): string | undefined {
  return ProcessingConfiguration?.Processors?.flatMap(({ Parameters = [] }) => Parameters).find(
    ({ ParameterName }) => ParameterName === "MetadataExtractionQuery",
  )?.ParameterValue;
}
