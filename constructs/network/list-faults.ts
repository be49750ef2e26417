import type { Fault } from "../core/validation";

/** Faults when a list holds a value that is not allowed, or the same one twice; an undefined list has none. */
export function listFaults(path: string, values: readonly string[] | undefined, allowed: readonly string[]): Fault[] {
  const unknown = (values ?? []).filter((value) => !allowed.includes(value));
  return [
    ...(unknown.length === 0
      ? []
      : [{ path, problem: "holds values that are not known", got: unknown, allowed: allowed.join(", "), fix: "correct them" }]),
    ...repeatedFaults(path, values),
  ];
}

/** A fault when a list holds the same value twice. */
export function repeatedFaults(path: string, values: readonly string[] | undefined): Fault[] {
  const repeated = (values ?? []).filter((value, index, all) => all.indexOf(value) !== index);
  return repeated.length === 0 ? [] : [{ path, problem: "names the same thing twice", got: repeated, fix: "name each once" }];
}
