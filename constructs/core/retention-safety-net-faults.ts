import { type Retention, retentionFaults } from "./retention";
import type { Fault } from "./validation";

/** What is wrong with the retention that log groups without one get. */
export function safetyNetRetentionFaults(path: string, retention: Retention): Fault[] {
  const faults = retentionFaults(path, retention);
  if (retention.inDays === 0) {
    const fix = "use Retention.days(90), or leave the safety net out";
    faults.push({ path, problem: "is none", got: "forever", allowed: "a number of days", fix });
  }
  return faults;
}

/** What is wrong with the beginnings of the log groups' names that a safety net looks after. */
export function logGroupPrefixFaults(path: string, prefixes: readonly string[]): Fault[] {
  const faults: Fault[] = prefixes.flatMap((prefix, index) => prefixFaults(`${path}[${index}]`, prefix));
  if (prefixes.length < 1 || prefixes.length > 20) {
    const problem = "are none, or too many for the policy of one role";
    faults.push({
      path,
      problem,
      got: prefixes.length,
      allowed: "1 to 20",
      fix: "name the beginnings that services write below",
    });
  }
  return faults;
}

function prefixFaults(path: string, prefix: string): Fault[] {
  if (/^[\w.\-/#]{4,512}$/.test(prefix)) {
    return [];
  }
  return [
    {
      path,
      problem: "is no beginning of a log group's name, or so short that nearly every group begins with it",
      got: prefix,
      allowed: "4 to 512 of A-Z a-z 0-9 _ - / . #",
      fix: "write more of the name, such as /aws/lambda/obs-",
    },
  ];
}
