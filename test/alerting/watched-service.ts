import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Something that an Alertmanager sent. */
export interface Delivery {
  /** First part of the path: which receiver it was meant for. */
  readonly to: string;
  /** The whole path. */
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

/** What Amazon SNS answers to a message. */
const SNS_ANSWER =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult>' +
  "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>";

/**
 * Both ends of the loop, on loopback: a service with metrics that a test turns, and everybody who is told about it.
 */
export class WatchedService {
  /** Values of the service's gauges: `lamp{service="shop"}`. */
  public readonly metrics = new Map<string, number>();
  /** What came in so far, in order. */
  public readonly deliveries: Delivery[] = [];

  private constructor(
    private readonly server: Server,
    /** `http://127.0.0.1:<port>`. */
    public readonly url: string,
  ) {}

  /** Listens on a free port. */
  public static async start(): Promise<WatchedService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const service = new WatchedService(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("request", (request, response) => {
      void readBody(request).then((body) => {
        const path = request.url ?? "";
        const [, to = ""] = path.split(/[/?]/);
        if (to === "metrics") {
          response.end([...service.metrics].map(([series, value]) => `${series} ${value}\n`).join(""));
          return;
        }
        service.deliveries.push({ to, path, body, headers: request.headers });
        response.statusCode = to === "pagerduty" || to === "opsgenie" ? 202 : 200;
        response.end(to === "slack" ? "ok" : to.startsWith("sns") ? SNS_ANSWER : '{"status":"success"}');
      });
    });
    return service;
  }

  /** Ends at once, whoever still speaks to it. */
  public stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
