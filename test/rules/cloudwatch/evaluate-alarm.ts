import type { CloudwatchAlarmRule } from "../../../rules/cloudwatch-alarms";

/** Data points of what an alarm reads, period by period; `undefined` is a period without a value. */
export type DataPoints = Readonly<Record<string, readonly (number | undefined)[]>>;

/**
 * Which periods end with the alarm on, as CloudWatch decides it for missing data that is not breaching: at least M of the last N periods
 * are above the threshold. Before the N-th period the missing ones are no alarm either.
 *
 * @see CloudWatch User Guide, "Evaluating an alarm" and "How CloudWatch alarms treat missing data" (read 2026-11)
 */
export function alarmStates({ reads, expression, above, of, atLeast }: CloudwatchAlarmRule, points: DataPoints): boolean[] {
  const ids = Object.keys(reads);
  const length = Math.max(...ids.map((id) => points[id]?.length ?? 0));
  const values = Array.from({ length }, (_, period) => {
    const read = Object.fromEntries(ids.map((id) => [id, points[id]?.[period]]));
    return expression === undefined ? read[ids[0]!] : calculated(expression, read);
  });
  return values.map((_, period) => {
    const window = values.slice(Math.max(0, period - of + 1), period + 1);
    return window.filter((value) => value !== undefined && value > above).length >= atLeast;
  });
}

/** `+ - * /` without brackets, `*` and `/` first; a missing value and a division by zero make no value, as in metric math. */
function calculated(expression: string, read: Readonly<Record<string, number | undefined>>): number | undefined {
  const term = (text: string): number | undefined =>
    text
      .split(/(?=[*/])/)
      .map((part) => part.trim())
      .reduce<number | undefined>((result, part) => {
        const [, operator, operand] = /^([*/]?)\s*(.+)$/.exec(part)!;
        const value = /^[a-z]/.test(operand!) ? read[operand!] : Number(operand);
        if (operator === "") {
          return value;
        }
        if (result === undefined || value === undefined || (operator === "/" && value === 0)) {
          return undefined;
        }
        return operator === "*" ? result * value : result / value;
      }, undefined);
  const terms = expression.split(/(?=[+-])/).map((text) => text.trim());
  const values = terms.map((text) => {
    const value = term(text.replace(/^[+-]\s*/, ""));
    return value === undefined || !text.startsWith("-") ? value : -value;
  });
  return values.some((value) => value === undefined) ? undefined : values.reduce((sum: number, value) => sum + value!, 0);
}
