import type { Fault } from "../core/validation";
import { type CollectorRole, deliveryFaults } from "./collector-delivery-faults";
import type { CollectorDocument } from "./collector-document";
import { imageFaults } from "./collector-image-faults";
import { COLLECTOR_IMAGES, type CollectorImageName } from "./collector-images";
import { pipelineFaults } from "./collector-pipelines";

/** Which collector runs a configuration. */
export interface CollectorKind {
  /** Distribution, which decides the components. */
  readonly image: CollectorImageName;
  /**
   * Upstream version, such as `0.158.0`, which decides their names.
   * @default - the one of `COLLECTOR_IMAGES`
   */
  readonly version?: string;
  /** What the collector is there for: a `gateway` must keep its queues on disk. */
  readonly role: CollectorRole;
}

/** Everything that would keep the collector from starting, or make it lose data silently. */
export function collectorFaults(document: CollectorDocument, { image, version, role }: CollectorKind): Fault[] {
  return [
    ...imageFaults(document, image, version ?? COLLECTOR_IMAGES[image].upstream),
    ...pipelineFaults(document),
    ...deliveryFaults(document, role),
  ];
}
