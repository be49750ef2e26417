import { FLOW_LOG_FIELDS } from "../../constructs/network/flow-log-fields";
import type { EnvironmentPlan, PlannedResource } from "./environment-plan";

/** Placeholders that AWS itself fills in: these must reach it as `${...}`. */
const FILLED_BY_AWS = /^(aws|saml|cognito-identity\.amazonaws\.com|graph\.facebook\.com):/;
const OPENING = /\$\{([^}]*)\}?/g;

/**
 * Strings of a plan that AWS would get with a Terraform or cdktf placeholder still in them.
 *
 * `$${` is what an escape looks like when it was applied twice; `TfToken` is a value that was never resolved; any other
 * `${` must be one that the service itself fills in.
 */
export function placeholderFaults(plan: EnvironmentPlan): string[] {
  return plan.resources.flatMap((resource) =>
    stringsIn(resource.values).flatMap(({ path, text }) => {
      const where = `${resource.address} ${path}`;
      if (text.includes("$${") || /TfToken\[|\$\{Token\[/.test(text)) {
        return [`${where} holds an unresolved placeholder: ${excerpt(text)}`];
      }
      if (isFilledByService(resource, path)) {
        return [];
      }
      const strange = [...text.matchAll(OPENING)]
        .map(([, name]) => name!)
        .filter((name) => !FILLED_BY_AWS.test(name) && !isFlowLogField(resource, path, name));
      return strange.map((name) => `${where} holds \${${name}}, which its service does not fill in: ${excerpt(text)}`);
    }),
  );
}

/**
 * Glue tables whose partition template would not work: Athena replaces exactly the table's partition columns, each must be
 * in the template, and nothing else may be.
 */
export function partitionTemplateFaults(plan: EnvironmentPlan): string[] {
  return glueTemplates(plan).flatMap(({ table, template }) => {
    const columns = (table.values.partition_keys as { name: string }[]).map(({ name }) => name).sort();
    const placeholders = [...template.matchAll(OPENING)].map(([, name]) => name!).sort();
    return columns.join() === placeholders.join() && template.startsWith("s3://")
      ? []
      : [`${table.address} has the template ${template}, but the partition columns ${columns.join(", ")}`];
  });
}

/** The Glue tables that find their partitions by a template, with the template as AWS would get it. */
export function glueTemplates(plan: EnvironmentPlan): { table: PlannedResource; template: string }[] {
  return plan.resources
    .filter(({ type }) => type === "aws_glue_catalog_table")
    .flatMap((table) => {
      const template = (table.values.parameters as Record<string, string> | undefined)?.["storage.location.template"];
      return template === undefined ? [] : [{ table, template }];
    });
}

/** Types of which the plan holds fewer instances than there are blocks: something was lost between synth and plan. */
export function lostResources({ synthesised, resources }: EnvironmentPlan): string[] {
  return Object.entries(synthesised).flatMap(([type, blocks]) => {
    const planned = resources.filter((resource) => resource.type === type).length;
    return planned >= blocks ? [] : [`${type}: ${blocks} blocks, ${planned} planned`];
  });
}

/**
 * ARNs of accounts that the environment does not name: values that were copied from elsewhere.
 *
 * @param accounts the environment's own, and those whose logs it takes
 */
export function strangeAccounts(plan: EnvironmentPlan, accounts: readonly string[]): string[] {
  return plan.resources.flatMap(({ address, values }) =>
    stringsIn(values).flatMap(({ path, text }) =>
      [...text.matchAll(/arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):/g)]
        .filter(([, other]) => !accounts.includes(other!))
        .map(([arn]) => `${address} ${path} names ${arn}`),
    ),
  );
}

/** VPC flow logs name the fields of a record this way; an unknown one is refused. */
function isFlowLogField({ type }: PlannedResource, path: string, name: string): boolean {
  return type === "aws_flow_log" && path === "log_format" && (FLOW_LOG_FIELDS as readonly string[]).includes(name);
}

function isFilledByService({ type }: PlannedResource, path: string): boolean {
  return type === "aws_glue_catalog_table" && path === "parameters.storage.location.template";
}

function stringsIn(value: unknown, path = ""): { path: string; text: string }[] {
  if (typeof value === "string") {
    return [{ path, text: value }];
  }
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => stringsIn(item, path === "" ? key : `${path}.${key}`));
  }
  return [];
}

function excerpt(text: string): string {
  const at = Math.max(0, text.search(/\$\{|TfToken/) - 30);
  return JSON.stringify(text.slice(at, at + 90));
}
