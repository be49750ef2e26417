/** A type whose optional members are not options of ours. */
export interface PassedThroughType {
  /** Name of the type. */
  readonly type: string;
  /** Why its members are not walked. */
  readonly reason: string;
}

/** Data in somebody else's spelling, written out as it stands: whatever is set in it shows. */
export const PASSED_THROUGH: readonly PassedThroughType[] = [
  { type: "ScrapeConfig", reason: "Prometheus's own spelling, written to YAML as it stands" },
  { type: "AthenaQuery", reason: "data of queries/, which has tests of its own; a construct only takes its name and its text" },
  {
    type: "AlertReceiver",
    reason:
      "one description for every Alertmanager: AMP refuses most kinds, and the tests of both renderings look at each member",
  },
  { type: "CloudwatchDashboardBody", reason: "CloudWatch's own spelling, written to JSON as it stands" },
];

/** An optional prop that does not change the output, on purpose. */
export interface PropException {
  /** Path of the prop, or its end; it holds for every construct that has it. */
  readonly path: string;
  /** A value that shows it. The exception has outlived itself when something else happens. */
  readonly value: unknown;
  /** What happens with it: nothing in the output, or an error because the prop has no meaning in this place. */
  readonly effect: "nothing" | "refused";
  /** Why the prop is there all the same. */
  readonly reason: string;
}

/** Every prop that may leave the output as it is. */
export const PROP_EXCEPTIONS: readonly PropException[] = [
  {
    path: "statements[].anyResourceReason",
    value: "Another sentence.",
    effect: "nothing",
    reason: "It is for whoever reads the code: IAM has no place for it, and where it is missing there is an error.",
  },
  {
    path: "trust[].anyResourceReason",
    value: "Another sentence.",
    effect: "nothing",
    reason: "It is for whoever reads the code: IAM has no place for it.",
  },
  {
    path: "statements[].principals",
    value: { Service: "s3.amazonaws.com" },
    effect: "refused",
    reason: "The policy of a role speaks of the role; principals are for policies of keys and buckets, which share the type.",
  },
];

/** A fact of a reference that no construct of ours uses. */
export interface ReferenceException {
  /** Interface and member. */
  readonly member: string;
  /** Who uses it. */
  readonly reason: string;
}

/** Facts that references carry for stacks of other people. */
export const REFERENCE_EXCEPTIONS: readonly ReferenceException[] = [
  {
    member: "IClusterRef.clusterSecurityGroupId",
    reason: "Security groups of databases and caches in other stacks admit the nodes by it.",
  },
];
