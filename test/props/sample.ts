import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { RetainedLogGroup } from "../../constructs/logs/retained-log-group";
import { Retention } from "../../constructs/core/retention";
import type { PolicyStatement } from "../../constructs/iam/policy-document";
import { key } from "../support/sample-references";

/** One change of an optional prop that must show in the output. */
export interface Variant<Props = object> {
  /** The changed value. @default - `make`; without both, every value that the type admits */
  readonly value?: unknown;
  /** Makes the changed value where it needs constructs. They are made for the unchanged output too, so that they are no difference. */
  readonly make?: (scope: Construct) => unknown;
  /** Props that the change needs to have an effect, or to be valid; they stand in the unchanged output too. @default - none */
  readonly with?: Partial<Props>;
  /** Props that change together with it, where neither change is valid alone. @default - none */
  readonly also?: Partial<Props>;
}

/** A construct with the least that makes it valid, and what can't be found out from the types of its props. */
export interface Sample<Props> {
  /** The least props that are valid. Constructs that they refer to are made in the scope. */
  readonly least: (scope: Construct) => Props;
  /** Changes by the path of the prop. @default - booleans and unions of literals take every value */
  readonly variants?: Readonly<Record<string, Variant<Props> | readonly Variant<Props>[]>>;
  /** What is done with the construct before its stack is written. @default - nothing */
  readonly then?: (construct: any) => void;
}

/** A sample whose props' type is forgotten, so that samples of all classes fit into one list. */
export interface AnySample extends Sample<any> {
  readonly create: (scope: Construct, id: string, props: any) => Construct;
}

/** Ties a sample to its class: `sampleOf(RetainedLogGroup)({ ... })`. In two calls, so that the class alone decides the type of the props. */
export function sampleOf<Props>(constructClass: new (scope: Construct, id: string, props: Props) => Construct) {
  return (sample: Sample<Props>): AnySample => ({
    ...sample,
    create: (scope, id, props) => new constructClass(scope, id, props),
  });
}

/** Something that other things can depend on. */
export function dependency(scope: Construct, id = "Dependency"): ITerraformDependable {
  return new RetainedLogGroup(scope, id, { logGroupName: `/test/${id}`, retention: Retention.days(1), key }).resource;
}

/** A policy statement to change parts of. */
export const statement: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::some/*"] };

/** Changes of the optional parts of a policy statement in a list at a path; `withStatement` gives props with that statement in the list. */
export function statementVariants<Props>(
  path: string,
  withStatement: (given: PolicyStatement) => Partial<Props>,
): Record<string, Variant<Props>> {
  const props = withStatement(statement);
  return {
    [`${path}[].effect`]: { with: props },
    [`${path}[].resources`]: { value: ["arn:aws:s3:::other/*"], with: props },
    [`${path}[].principals`]: { value: { Service: "s3.amazonaws.com" }, with: props },
    [`${path}[].conditions`]: { value: { StringEquals: { "aws:SourceAccount": "111122223333" } }, with: props },
    [`${path}[].anyResourceReason`]: { with: withStatement({ ...statement, resources: ["*"], anyResourceReason: "A test." }) },
  };
}
