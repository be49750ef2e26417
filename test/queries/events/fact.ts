/** What a log line of the control plane's audit log tells. */
export interface AuditFact {
  readonly kind: "audit";
  readonly auditId: string;
  readonly stage: "ResponseStarted" | "ResponseComplete";
  readonly username: string;
  /** IAM principal behind the name; only of people and machines from outside the cluster. */
  readonly arn?: string;
  readonly verb: string;
  readonly apiGroup?: string;
  readonly apiVersion: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly code: number;
  readonly userAgent: string;
  readonly sourceIp: string;
  /** The Kubernetes release that drops the API which was called. */
  readonly removedRelease?: string;
  /** Why the request was allowed, as the authoriser says it. */
  readonly reason: string;
}

/** A line of the IAM authenticator. */
export interface AuthenticatorFact {
  readonly kind: "authenticator";
  /** The principal that was refused; undefined when access was granted. */
  readonly refusedArn?: string;
}

/** A line of the scheduler. */
export interface SchedulerFact {
  readonly kind: "scheduler";
  /** The pod that found no node, as `namespace/name`; undefined in other lines. */
  readonly pod?: string;
  readonly reason?: string;
}

/** A line that a container wrote. */
export interface ApplicationFact {
  readonly kind: "application";
  /** Where Fluent Bit puts the application's own JSON: below `log_processed`, at the top, or nowhere, because it is none. */
  readonly shape: "nested" | "merged" | "text";
  readonly namespace: string;
  readonly workload: string;
  /** What the application calls the level; undefined in a line that is no JSON. */
  readonly level?: string | number;
  /** Whether the level is error or above. */
  readonly isError: boolean;
  readonly message: string;
  readonly traceId?: string;
  readonly responseMilliseconds?: number;
  readonly statusCode?: number;
  /** Whether CloudWatch cut the line, so that it is no JSON any more. */
  readonly cut: boolean;
}

/** A line of a node's kernel. */
export interface KernelFact {
  readonly kind: "kernel";
  readonly node: string;
  readonly outOfMemory?: {
    readonly process: string;
    readonly pid: number;
    readonly residentKibibytes: number;
    /** Whether a container reached its limit, rather than the node its end. */
    readonly container: boolean;
  };
}

/** A line of a node's kubelet. */
export interface KubeletFact {
  readonly kind: "kubelet";
  readonly node: string;
  /** The pod that was evicted, as `namespace/name`; undefined in other lines. */
  readonly evictedPod?: string;
}

/** An event of Container Insights. */
export interface PerformanceFact {
  readonly kind: "performance";
  readonly namespace: string;
  readonly pod: string;
  readonly memoryOfLimitPercent: number;
}

/** What is known about an event without reading its text: expected results are computed from this. */
export type Fact = AuditFact | AuthenticatorFact | SchedulerFact | ApplicationFact | KernelFact | KubeletFact | PerformanceFact;

/** An event as its source writes it: the text, and what it tells. */
export interface SourceEvent {
  readonly fact: Fact;
  readonly message: string;
}

/** An event as the archive has it. */
export interface ArchivedEvent extends SourceEvent {
  readonly id: string;
  /** When it happened, in milliseconds since 1970. */
  readonly timestamp: number;
  readonly logGroup: string;
  readonly logStream: string;
  /** The hour in which it arrived, as `2026/11/21/09`. */
  readonly hour: string;
  /** Key of the object that holds it. */
  readonly object: string;
  /** When it is a copy, as an at-least-once delivery may leave: the hour in which the first one arrived. */
  readonly copyFrom?: string;
}
