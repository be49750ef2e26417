/** Which events of the default bus a rule takes: the field, and the values that it may have. */
export interface EventPattern {
  /** Who sends the event, such as `aws.ec2`. */
  readonly source: readonly string[];
  /** What kind of event it is, as the service spells it. */
  readonly "detail-type": readonly string[];
  /**
   * Narrows by what the event says itself.
   * @default - every event of that kind
   */
  readonly detail?: Readonly<Record<string, readonly string[]>>;
}

/** An event that Karpenter wants to hear of. */
export interface KarpenterEvent {
  /** Last part of the rule's name, at most 16 characters. */
  readonly name: string;
  /** What the event means for a node, for the person who finds the rule in the console. */
  readonly description: string;
  /** Which events they are. */
  readonly pattern: EventPattern;
}

/**
 * The events that Karpenter 1.14.1 acts on, by the construct id of their rule. Kinds are those of its CloudFormation template; the
 * details are what its parsers accept (pkg/controllers/interruption/messages, commit 1d92708, read 2026-11), so that the queue does
 * not fill with what the controller would throw away: every instance start of the account, every health notice of every service.
 */
export const KARPENTER_EVENTS = {
  ScheduledChange: {
    name: "health",
    description: "EC2 is going to reboot, stop or retire an instance: Karpenter replaces the node before",
    pattern: {
      source: ["aws.health"],
      "detail-type": ["AWS Health Event"],
      detail: { service: ["EC2"], eventTypeCategory: ["scheduledChange"] },
    },
  },
  SpotInterruption: {
    name: "spot",
    description: "EC2 takes a spot instance back in two minutes: Karpenter drains the node",
    pattern: { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
  },
  Rebalance: {
    name: "rebalance",
    description: "A spot instance is at a higher risk of being taken back: Karpenter reports it on the node",
    pattern: { source: ["aws.ec2"], "detail-type": ["EC2 Instance Rebalance Recommendation"] },
  },
  InstanceStateChange: {
    name: "instance-state",
    description: "An instance stops or has gone: Karpenter removes the node",
    pattern: {
      source: ["aws.ec2"],
      "detail-type": ["EC2 Instance State-change Notification"],
      detail: { state: ["stopping", "stopped", "shutting-down", "terminated"] },
    },
  },
  CapacityReservationInterruption: {
    name: "reservation",
    description: "The owner of an interruptible capacity reservation takes it back: Karpenter drains the node",
    pattern: { source: ["aws.ec2"], "detail-type": ["EC2 Capacity Reservation Instance Interruption Warning"] },
  },
} as const satisfies Record<string, KarpenterEvent>;
