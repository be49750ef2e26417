import { Duration } from "../../constructs/core/duration";
import { Retention, type RetentionDays } from "../../constructs/core/retention";

/** What a docstring says that happens without the prop, where it says a value: `"standard"`, `50`, `Duration.days(15) - two weeks`. */
export interface DocumentedDefault {
  readonly value: unknown;
}

/** The value at the beginning of a `@default`; undefined when it is described in words. */
export function documentedDefault(text: string | undefined): DocumentedDefault | undefined {
  const code = text?.split(/ - |\n/)[0]!.trim() ?? "";
  const made = /^(Duration|Retention)\.(\w+)\((\d+)?\)$/.exec(code);
  if (made) {
    return { value: madeBy(made[1]!, made[2]!, Number(made[3])) };
  }
  try {
    return { value: JSON.parse(code) as unknown };
  } catch {
    return undefined;
  }
}

function madeBy(maker: string, method: string, amount: number): unknown {
  if (maker === "Retention") {
    return method === "forever" ? Retention.forever() : Retention.days(amount as RetentionDays);
  }
  return Duration[method as "seconds" | "minutes" | "hours" | "days"](amount);
}
