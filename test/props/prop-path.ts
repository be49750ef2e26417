/** Sets the property at a path of `OptionalProp`: `[]` is the first element of a list, `*` the first value of a map. Nothing given is changed. */
export function withPropAt<Props extends object>(props: Props, path: string, value: unknown): Props {
  const [first, ...rest] = path.replaceAll("[]", ".[]").split(".") as [string, ...string[]];
  return changed(props, first, rest, value, path) as Props;
}

function changed(parent: unknown, step: string, rest: readonly string[], value: unknown, path: string): object {
  if (!isPlain(parent)) {
    throw new Error(
      `the sample's props have nothing at ${path} to set ${step} in; give it in the variant's \`with\`, as plain data`,
    );
  }
  const key = keyOf(parent, step);
  const [next, ...others] = rest;
  const item = next === undefined ? value : changed((parent as any)[key], next, others, value, path);
  return Array.isArray(parent) ? parent.map((old, index) => (index === Number(key) ? item : old)) : { ...parent, [key]: item };
}

function keyOf(parent: object, step: string): string {
  if (step === "[]") {
    return "0";
  }
  return step === "*" ? (Object.keys(parent)[0] ?? "*") : step;
}

/** Constructs and durations are no data: a copy of one would be another thing. */
function isPlain(value: unknown): value is object {
  return (
    Array.isArray(value) || (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
  );
}
