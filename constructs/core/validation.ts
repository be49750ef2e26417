/** One thing that is wrong with an input, said so that the reader can mend it without opening the source. */
export interface Fault {
  /** Where the value stands, in the reader's own words: `network.cidr`, `cluster.nodeGroups.general.minSize`. */
  readonly path: string;
  /** What is wrong, as a clause: `is not a period that CloudWatch offers`. */
  readonly problem: string;
  /**
   * The value that was given.
   * @default - nothing was given
   */
  readonly got?: unknown;
  /**
   * Which values are allowed, with units.
   * @default - said by `problem` already
   */
  readonly allowed?: string;
  /** What to do about it, as an imperative sentence without the full stop. */
  readonly fix: string;
}

/** Thrown when an input has faults: lists every one of them, so that nobody mends them one run at a time. */
export class ValidationError extends Error {
  public readonly faults: readonly Fault[];

  public constructor(subject: string, faults: readonly Fault[]) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(`${subject} has ${count}:\n${faults.map((fault) => `  - ${sentence(fault)}`).join("\n")}`);
    this.name = "ValidationError";
    this.faults = faults;
  }
}

/**
 * Throws one error that lists all faults; returns when there are none.
 *
 * @throws ValidationError when the list is not empty
 */
export function throwFaults(subject: string, faults: readonly Fault[]): void {
  if (faults.length > 0) {
    throw new ValidationError(subject, faults);
  }
}

/** A fault when a number is not a whole number within the bounds (inclusive); undefined values and tokens have none. */
export function wholeNumberFaults(path: string, value: number | undefined, min: number, max: number, unit: string): Fault[] {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) {
    return [];
  }
  return [
    {
      path,
      problem: "is out of range",
      got: value,
      allowed: `a whole number of ${unit} from ${min} to ${max}`,
      fix: `choose a number of ${unit} within the range`,
    },
  ];
}

/** A fault when a text does not have the form that a pattern says. */
export function patternFaults(path: string, value: string, pattern: RegExp, allowed: string): Fault[] {
  return pattern.test(value)
    ? []
    : [{ path, problem: "has the wrong form", got: value, allowed, fix: "write it in the allowed form" }];
}

/** A fault when a value is none of those allowed; undefined has none. */
export function oneOfFaults(path: string, value: string | undefined, allowed: readonly string[]): Fault[] {
  if (value === undefined || allowed.includes(value)) {
    return [];
  }
  return [{ path, problem: "is not known", got: value, allowed: allowed.join(", "), fix: "choose one of the allowed values" }];
}

function sentence({ path, problem, got, allowed, fix }: Fault): string {
  const parts = [`${path} ${problem}`];
  parts.push(got === undefined ? "" : `got ${JSON.stringify(got)}`);
  parts.push(allowed === undefined ? "" : `allowed: ${allowed}`);
  return `${parts.filter(Boolean).join("; ")}. To mend it, ${fix}.`;
}
