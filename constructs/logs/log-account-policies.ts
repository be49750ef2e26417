import { CloudwatchLogAccountPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-account-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsLocation } from "../core/aws-location";
import { literal } from "../core/literal";
import { withinStack } from "../core/stack-dependencies";
import { type Fault, patternFaults, throwFaults } from "../core/validation";
import { type DataProtection, dataProtectionDocument, dataProtectionFaults } from "./log-data-protection-document";

/** What account policies may hold. @see CloudWatch Logs API, PutAccountPolicy, PutIndexPolicy (API version 2014-03-28, read 2026-11) */
const MAX_INDEXES = 20;
const MAX_FIELD_CHARACTERS = 100;

/** What `LogAccountPolicies` are made of. */
export interface LogAccountPoliciesProps {
  /** First part of the policies' names, 1 to 200 letters, digits and `._/-`, not beginning with `aws/`. Changing it replaces them. */
  readonly policyNamePrefix: string;
  /** Account and region that the policies hold for. */
  readonly location: AwsLocation;
  /**
   * What is masked in every log group of the standard class, those of other people and those to come included. It adds to the
   * policies of single groups. Costs 0.12 USD per GB that is searched (us-east-1, 2024-07), of everything that the account ingests.
   * @default - nothing is masked account-wide
   */
  readonly dataProtection?: DataProtection;
  /**
   * What findings are reported to, when the same stack makes it.
   * @default - it exists already
   */
  readonly findingsAfter?: readonly ITerraformDependable[];
  /**
   * Fields that are indexed in every group of the standard class without an index policy of its own, at most 20 of 1 to 100
   * characters: queries with `filterIndex`, or with `=` and `in` on them, skip what can't match. Free.
   * @default - the fields that CloudWatch Logs indexes by itself
   */
  readonly indexedFields?: readonly string[];
}

/**
 * Defines policies of CloudWatch Logs that hold for every group of the account and region. There is one of each kind, so let one
 * environment own them.
 *
 * The policy of retention for the whole account (kind RETENTION_POLICY, since 2026-10-30) is not among them: Terraform's AWS provider
 * refuses the kind in 5.100.0 (run 2026-11) and no release is known that knows it; nor does CloudFormation, and so Cloud Control.
 * `RetentionSafetyNet` does the same work.
 */
export class LogAccountPolicies extends Construct {
  /** The policy that masks; undefined when nothing is masked. */
  public readonly dataProtection: CloudwatchLogAccountPolicy | undefined;
  /** The policy that indexes; undefined when CloudWatch's own fields are enough. */
  public readonly fieldIndexes: CloudwatchLogAccountPolicy | undefined;

  /** @throws ValidationError when CloudWatch Logs would refuse a policy, or there is none */
  public constructor(scope: Construct, id: string, props: LogAccountPoliciesProps) {
    super(scope, id);
    throwFaults(`account policies "${this.node.path}"`, policyFaults(props));

    const { policyNamePrefix, dataProtection, indexedFields } = props;
    const name = (kind: string) => `${policyNamePrefix}-${kind}`;
    this.dataProtection =
      dataProtection &&
      new CloudwatchLogAccountPolicy(this, "DataProtection", {
        policyName: name("data-protection"),
        policyType: "DATA_PROTECTION_POLICY",
        policyDocument: dataProtectionDocument(name("data-protection"), dataProtection, props.location.partition),
        dependsOn: withinStack(this, props.findingsAfter ?? []),
      });
    this.fieldIndexes =
      indexedFields &&
      new CloudwatchLogAccountPolicy(this, "FieldIndexes", {
        policyName: name("field-indexes"),
        policyType: "FIELD_INDEX_POLICY",
        policyDocument: literal(JSON.stringify({ Fields: indexedFields })),
      });
  }
}

function policyFaults({ policyNamePrefix, dataProtection, indexedFields }: LogAccountPoliciesProps): Fault[] {
  return [
    ...patternFaults(
      "policyNamePrefix",
      policyNamePrefix,
      /^(?!aws\/)[\w./-]{1,200}$/,
      "1 to 200 letters, digits and . _ / -, not beginning with aws/",
    ),
    ...(dataProtection === undefined ? [] : dataProtectionFaults("dataProtection.", dataProtection)),
    ...(indexedFields === undefined ? [] : fieldFaults(indexedFields)),
    ...(dataProtection === undefined && indexedFields === undefined ? [noPolicyFault()] : []),
  ];
}

function noPolicyFault(): Fault {
  return {
    path: "dataProtection",
    problem: "and indexedFields are both missing, so there is no policy",
    fix: "give one of them",
  };
}

function fieldFaults(fields: readonly string[]): Fault[] {
  const wrong = fields.filter(
    (field, index) => field.trim() === "" || field.length > MAX_FIELD_CHARACTERS || fields.indexOf(field) !== index,
  );
  const faults: Fault[] = wrong.map((field) => ({
    path: "indexedFields",
    problem: "holds a name that is empty, too long or given twice",
    got: field,
    allowed: `names of 1 to ${MAX_FIELD_CHARACTERS} characters, each once`,
    fix: "name each field once, as it stands in the events",
  }));
  if (fields.length === 0 || fields.length > MAX_INDEXES) {
    faults.push({
      path: "indexedFields",
      problem: fields.length === 0 ? "are none" : "are too many",
      got: `${fields.length} fields`,
      allowed: `1 to ${MAX_INDEXES} fields`,
      fix: "name the fields that most queries compare",
    });
  }
  return faults;
}
