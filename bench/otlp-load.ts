import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ITEMS_PER_REQUEST, type LoadSignal, OtlpRequest } from "./otlp-request";

/** What became of the items of one step. */
export interface SentLoad {
  readonly offered: number;
  /** Items that the collector said it had taken. */
  readonly taken: number;
  /** Items that it said it had not, or said nothing about for ten seconds; an SDK would try them again, and give up. */
  readonly refused: number;
  /** Items that were not offered in time, because so many requests were still unanswered. */
  readonly late: number;
}

/** How many requests may be unanswered: a cluster has many senders. */
const OPEN_REQUESTS = 64;
/** As SDKs have it. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Offers items at a steady rate, whatever the collector makes of it. */
export async function offer(port: number, signal: LoadSignal, perSecond: number, seconds: number): Promise<SentLoad> {
  const template = OtlpRequest.of(signal);
  const agent = new Agent({ keepAlive: true, maxSockets: OPEN_REQUESTS });
  const count = { offered: 0, taken: 0, refused: 0, late: 0 };
  const open = new Set<Promise<void>>();
  const total = Math.round((perSecond * seconds) / ITEMS_PER_REQUEST);
  const started = performance.now();
  for (let sent = 0; sent < total; sent++) {
    const wait = (sent * ITEMS_PER_REQUEST * 1000) / perSecond - (performance.now() - started);
    // Timers are coarse; what they are late by is made up for at once.
    await sleep(Math.max(0, wait));
    count.offered += ITEMS_PER_REQUEST;
    if (open.size >= OPEN_REQUESTS || performance.now() - started > seconds * 1000 + 500) {
      count.late += ITEMS_PER_REQUEST;
      continue;
    }
    const answered: Promise<void> = post(agent, port, signal, template.next()).then((taken) => {
      count[taken ? "taken" : "refused"] += ITEMS_PER_REQUEST;
      open.delete(answered);
    });
    open.add(answered);
  }
  await Promise.all(open);
  agent.destroy();
  return count;
}

function post(agent: Agent, port: number, signal: LoadSignal, body: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(
      {
        ...{ agent, host: "127.0.0.1", port, path: `/v1/${signal}`, method: "POST", timeout: TIMEOUT_MILLISECONDS },
        headers: { "Content-Type": "application/x-protobuf", "Content-Length": body.length },
      },
      (response) => {
        response.resume();
        response.on("end", () => {
          resolve(response.statusCode === 200);
        });
      },
    );
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => {
      resolve(false);
    });
    sent.end(body);
  });
}
