import { LocalFault, messageOf } from "../local-fault";

/** `GET /_local/health`. */
export interface Health {
  /** Another one after each start: resources never outlive the process. */
  readonly bootId: string;
  readonly pid: number;
  readonly version: string;
  readonly account: string;
}

/** One kind of resource that the emulator holds, of `GET /_local/inventory`. */
export interface HeldResources {
  readonly service: string;
  readonly type: string;
  readonly ids: readonly string[];
}

/** `GET /_local/classes`: who answers for what. */
export interface ServiceClasses {
  readonly "stand-in": {
    /** Services that only stand-ins answer. */
    readonly services: readonly string[];
    /** Terraform types whose main calls a stand-in answers. */
    readonly terraformTypes: readonly string[];
  };
}

/** `GET /_local/requests`, counted since the emulator's start. */
export interface RequestCounts {
  /** Checked against AWS's own API model. */
  readonly checked: number;
  /** Of these: refused. */
  readonly refused: number;
  /** Of these: answered by a stand-in. */
  readonly standIn: number;
  /** Requests for which the model has no operation. */
  readonly notInModel: number;
  /** Text of the last refusals. */
  readonly lastRefusals: readonly string[];
}

/** Health of the emulator at an address; undefined when nobody answers there, or somebody else does. */
export async function healthAt(endpoint: string): Promise<Health | undefined> {
  try {
    const health = await page<Health>(endpoint, "health");
    return typeof health.bootId === "string" ? health : undefined;
  } catch {
    return undefined;
  }
}

export function inventoryAt(endpoint: string): Promise<HeldResources[]> {
  return page(endpoint, "inventory");
}

export function classesAt(endpoint: string): Promise<ServiceClasses> {
  return page(endpoint, "classes");
}

export function requestsAt(endpoint: string): Promise<RequestCounts> {
  return page(endpoint, "requests");
}

async function page<T>(endpoint: string, name: string): Promise<T> {
  try {
    const response = await fetch(`${endpoint}/_local/${name}`, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) {
      throw new Error(`it answered ${response.status}`);
    }
    return (await response.json()) as T;
  } catch (thrown) {
    throw new LocalFault(
      `The embedded AWS at ${endpoint} does not show its ${name} (${messageOf(thrown)}); look into .local/emulator.log, then run \`npm run local\` again.`,
    );
  }
}
