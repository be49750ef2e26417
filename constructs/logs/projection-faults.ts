import type { Fault } from "../core/validation";

/** The parts of a Glue table that partition projection depends on, as Terraform has them. */
export interface ProjectedTable {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly partition_keys?: readonly { readonly name: string }[];
  readonly storage_descriptor?: { readonly location?: string };
}

/** Where a stream writes: the parts of `extended_s3_configuration` that a projection must match. */
export interface ProjectedDelivery {
  readonly prefix?: string;
  readonly custom_time_zone?: string;
}

/**
 * Everything for which Athena would look in other places than Firehose writes to, and so find nothing and say nothing.
 *
 * @see Athena User Guide, "Partition projection" (read 2026-11)
 */
export function projectionFaults(table: ProjectedTable, delivery: ProjectedDelivery): Fault[] {
  return [...keyFaults(table), ...placeFaults(table, delivery), ...zoneFaults(delivery)];
}

function keyFaults({ parameters = {}, partition_keys: keys = [] }: ProjectedTable): Fault[] {
  const template = templateOf(parameters);
  return [
    ...(parameters["projection.enabled"] === "true"
      ? []
      : [{ path: "projection.enabled", problem: "is not on, so there are no partitions", fix: 'set it to "true"' }]),
    ...keys.flatMap(({ name }): Fault[] => [
      ...(parameters[`projection.${name}.type`] === undefined
        ? [
            {
              path: `projection.${name}.type`,
              problem: "is missing: Athena refuses a table with a partition column that it can't project",
              fix: "say how its values are found",
            },
          ]
        : []),
      ...(template.includes(`\${${name}}`)
        ? []
        : [
            {
              path: "storage.location.template",
              problem: `lacks the partition column ${name}, so that Athena looks for every value of it in one place`,
              got: template,
              fix: `add \${${name}}`,
            },
          ]),
    ]),
  ];
}

/** The template with the columns' formats in it must begin as the prefix does, up to the prefix's first expression of another kind. */
function placeFaults(
  { parameters = {}, storage_descriptor: storage }: ProjectedTable,
  { prefix = "" }: ProjectedDelivery,
): Fault[] {
  const template = templateOf(parameters);
  const location = storage?.location ?? "";
  if (!template.startsWith(location) || !location.endsWith("/") || !template.endsWith("/")) {
    return [
      {
        path: "storage.location.template",
        problem: "does not lie in the table's location, or one of them does not end in a slash",
        got: template,
        allowed: `${location}...`,
        fix: "begin the template with the location, and end both with a slash",
      },
    ];
  }
  const [, , , ...folders] = template.split("/");
  const projected = folders.join("/").replace(/\$\{(\w+)\}/g, (column, name: string) => {
    const format = parameters[`projection.${name}.format`];
    return format === undefined ? column : `!{timestamp:${format}}`;
  });
  const [known = ""] = projected.split("${");
  if (prefix.startsWith(known)) {
    return [];
  }
  return [
    {
      path: "storage.location.template",
      problem: "leads to other places than the stream writes to",
      got: known,
      allowed: prefix,
      fix: "give the projection the format of the stream's prefix",
    },
  ];
}

function zoneFaults({ custom_time_zone: zone }: ProjectedDelivery): Fault[] {
  if (zone === undefined || zone === "" || zone === "UTC") {
    return [];
  }
  return [
    {
      path: "customTimeZone",
      problem: "differs from the projection, whose NOW is in UTC: the last hours would be missing, or those of tomorrow empty",
      got: zone,
      allowed: "UTC",
      fix: "leave it out",
    },
  ];
}

/** The template as Athena has it: Terraform's doubled dollar is one. */
function templateOf(parameters: Readonly<Record<string, string>>): string {
  return (parameters["storage.location.template"] ?? "").replaceAll("$${", "${");
}
