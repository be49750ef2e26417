import { CreateLogStreamCommand, PutLogEventsCommand, ResourceAlreadyExistsException } from "@aws-sdk/client-cloudwatch-logs";
import { LocalFault, START_AFRESH } from "../local-fault";
import type { ArchivedGroup } from "./archived-groups";
import type { EmbeddedAws } from "./embedded-aws";
import { SAMPLE_STREAMS, sampleEvents } from "./sample-events";

/** What was written to a log stream. */
export interface WrittenEvents {
  readonly logGroup: string;
  readonly logStream: string;
  readonly events: number;
}

/** How events are written. */
export interface WriteOptions {
  /** The group that gets the sample of applications' events, which the saved query is asked about. */
  readonly sampleGroup: string;
  /** Text that stands in every event of this run and in no other. */
  readonly marker: string;
  readonly now: Date;
}

const LINES = 3;

/** Writes events to every group: the sample to the applications' group, some lines to each other one. */
export async function writeEvents(
  aws: EmbeddedAws,
  groups: readonly ArchivedGroup[],
  { sampleGroup, marker, now }: WriteOptions,
): Promise<readonly WrittenEvents[]> {
  const written: WrittenEvents[] = [];
  for (const logGroup of new Set(groups.map((group) => group.logGroup))) {
    for (const { logStream, messages } of logGroup === sampleGroup ? sample(now, marker) : lines(now, marker)) {
      await put(aws, logGroup, logStream, messages);
      written.push({ logGroup, logStream, events: messages.length });
    }
  }
  return written;
}

interface StreamMessages {
  readonly logStream: string;
  readonly messages: readonly { readonly timestamp: number; readonly message: string }[];
}

function sample(now: Date, marker: string): readonly StreamMessages[] {
  const events = sampleEvents(now.getTime());
  return SAMPLE_STREAMS.map((logStream) => ({
    logStream,
    messages: events
      .filter((event) => event.logStream === logStream)
      .map(({ timestamp, message }) => ({ timestamp, message: JSON.stringify({ ...JSON.parse(message), run: marker }) })),
  }));
}

function lines(now: Date, marker: string): readonly StreamMessages[] {
  const messages = Array.from({ length: LINES }, (_, index) => ({
    timestamp: now.getTime() - (LINES - index) * 100,
    message: `line ${index + 1} of ${LINES}, run ${marker}`,
  }));
  return [{ logStream: "local-prover", messages }];
}

async function put(
  aws: EmbeddedAws,
  logGroupName: string,
  logStreamName: string,
  messages: StreamMessages["messages"],
): Promise<void> {
  const names = { logGroupName, logStreamName };
  await aws.logs.send(new CreateLogStreamCommand(names)).catch((error: unknown) => {
    // An earlier run made it.
    if (!(error instanceof ResourceAlreadyExistsException)) {
      throw error;
    }
  });
  const { rejectedLogEventsInfo } = await aws.logs.send(new PutLogEventsCommand({ ...names, logEvents: [...messages] }));
  if (rejectedLogEventsInfo !== undefined) {
    const info = JSON.stringify(rejectedLogEventsInfo);
    throw new LocalFault(`The log group ${logGroupName} rejected events (${info}); ${START_AFRESH}.`);
  }
}
