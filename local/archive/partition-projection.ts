/** A partition column whose values Athena works out: dates in a format, or whatever a query says. */
export interface PartitionColumn {
  /** Lower-case name. */
  readonly name: string;
  readonly projection: { readonly type: "date"; readonly format: string } | { readonly type: "injected" };
}

/** Values of the partition columns, by name. */
export type Partition = Readonly<Record<string, string>>;

/**
 * The partition columns of a Glue table, from its parameters.
 *
 * @throws Error when a column has no projection, or one of a kind that is not known here
 */
export function partitionColumnsOf(
  names: readonly string[],
  parameters: Readonly<Record<string, string>>,
): readonly PartitionColumn[] {
  return names.map((name) => {
    const type = parameters[`projection.${name}.type`];
    const format = parameters[`projection.${name}.format`];
    if (type === "date" && format !== undefined) {
      return { name, projection: { type, format } };
    }
    if (type === "injected") {
      return { name, projection: { type } };
    }
    throw new Error(
      `The partition column ${name} is projected as "${type ?? "nothing"}"; known here are a date with a format, and injected.`,
    );
  });
}

/**
 * The partitions in whose places an object lies: Athena reads what is below a place too, so there can be several, and none for an object
 * outside the table.
 *
 * @param location the object, as `s3://bucket/key`
 * @param template such as `s3://bucket/logs/${dt}/` or `s3://bucket/logs/${dt}/${folder}/`, the injected column last
 * @param columns the columns of the template
 */
export function partitionsOf(location: string, template: string, columns: readonly PartitionColumn[]): readonly Partition[] {
  const injected = columns.find(({ projection }) => projection.type === "injected")?.name;
  const fixed = injected === undefined ? template : template.slice(0, template.indexOf(`\${${injected}}`));
  const found = new RegExp(`^${patternOf(fixed, columns)}`).exec(location);
  if (found === null) {
    return [];
  }
  const values: Partition = { ...found.groups };
  if (injected === undefined) {
    return [values];
  }
  // A query may say any folder above the object.
  const folders = location.slice(found[0].length).split("/").slice(0, -1);
  return folders.map((_, index) => ({ ...values, [injected]: folders.slice(0, index + 1).join("/") }));
}

function patternOf(template: string, columns: readonly PartitionColumn[]): string {
  return columns.reduce(
    (pattern, { name, projection }) =>
      projection.type === "date"
        ? pattern.replace(escaped(`\${${name}}`), `(?<${name}>${escaped(projection.format).replace(/[a-zA-Z]/g, "\\d")})`)
        : pattern,
    escaped(template),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
