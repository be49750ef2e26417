/** An argument that the provider of the bindings knows, and older ones that plan here do not. */
export interface NewerArgument {
  readonly type: string;
  readonly argument: string;
  /** First version of hashicorp/aws that knows it. */
  readonly since: string;
  /** Where that was read, and when. */
  readonly source: string;
}

/** Arguments that the stacks use and that came after the oldest provider that may plan them. */
export const NEWER_ARGUMENTS: readonly NewerArgument[] = [
  {
    type: "aws_eks_cluster",
    argument: "deletion_protection",
    since: "6.9.0",
    source: "hashicorp/terraform-provider-aws pull request 43779 (read 2026-11)",
  },
];

type Block = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, Block>>;

/** Leaves out what a provider's version does not know yet, and says what: everything else is planned as it is. */
export function withoutNewerArguments(files: Files, providerVersion: string): { files: Files; leftOut: string[] } {
  const unknown = NEWER_ARGUMENTS.filter(({ since }) => isBefore(providerVersion, since));
  const leftOut: string[] = [];
  const kept = Object.fromEntries(
    Object.entries(files).map(([path, file]) => {
      const copy = structuredClone(file) as { resource?: Record<string, Record<string, Record<string, unknown>>> };
      for (const { type, argument, since } of unknown) {
        const blocks = copy.resource?.[type] ?? {};
        for (const [name, { [argument]: value, ...others }] of Object.entries(blocks)) {
          if (value !== undefined) {
            blocks[name] = others;
            leftOut.push(`${path.split("/")[0]} ${type}.${name} ${argument} (since ${since}, planned with ${providerVersion})`);
          }
        }
      }
      return [path, copy as Block];
    }),
  );
  return { files: kept, leftOut };
}

function isBefore(version: string, other: string): boolean {
  const [a, b] = [version, other].map((text) => text.split(".").map(Number)) as [number[], number[]];
  const index = a.findIndex((part, position) => part !== b[position]);
  return index !== -1 && a[index]! < b[index]!;
}
