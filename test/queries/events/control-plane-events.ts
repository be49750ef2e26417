import type { SourceEvent } from "./fact";
import type { Random } from "./random";

const REFUSED = ["arn:aws:iam::111122223333:role/contractor", "arn:aws:sts::444455556666:assumed-role/old-deployer/session"];
const PODS = ["games/lobby-7d9f", "games/matchmaker-66b5", "payments/ledger-0"];
const REASONS = [
  "0/5 nodes are available: 5 Insufficient memory. preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.",
  "0/5 nodes are available: 2 node(s) had untolerated taint {dedicated: games}, 3 Insufficient cpu.",
];

/** One line of the IAM authenticator. */
export function authenticatorEvent(random: Random, timestamp: number): SourceEvent {
  const time = new Date(timestamp).toISOString().replace(/\.\d+/, "");
  const client = `127.0.0.1:${random.int(30_000, 60_000)}`;
  if (random.percent(30)) {
    const refusedArn = random.pick(REFUSED);
    const error = "ARN is not mapped: see aws-auth";
    return {
      fact: { kind: "authenticator", refusedArn },
      message: `time="${time}" level=warning msg="access denied" arn="${refusedArn}" client="${client}" error="${error}" method=POST path=/authenticate`,
    };
  }
  const arn = "arn:aws:iam::111122223333:role/platform-admin";
  return {
    fact: { kind: "authenticator" },
    message: `time="${time}" level=info msg="access granted" arn="${arn}" client="${client}" groups="[platform]" method=POST path=/authenticate uid="aws-iam-authenticator:111122223333:AROAEXAMPLE" username="platform:alice"`,
  };
}

/** One line of the scheduler. */
export function schedulerEvent(random: Random, timestamp: number): SourceEvent {
  const [month, day, time] = klogTime(timestamp);
  const pod = random.pick(PODS);
  if (random.percent(40)) {
    const reason = random.pick(REASONS);
    return {
      fact: { kind: "scheduler", pod, reason },
      message: `I${month}${day} ${time}       1 schedule_one.go:1070] "Unable to schedule pod; no fit; waiting" pod="${pod}" err="${reason}"`,
    };
  }
  return {
    fact: { kind: "scheduler" },
    message: `I${month}${day} ${time}       1 schedule_one.go:304] "Successfully bound pod to node" pod="${pod}" node="ip-10-40-1-11.eu-central-1.compute.internal" evaluatedNodes=5 feasibleNodes=3`,
  };
}

/** Month, day and time as Kubernetes' own log library writes them. */
export function klogTime(timestamp: number): readonly [month: string, day: string, time: string] {
  const iso = new Date(timestamp).toISOString();
  return [iso.slice(5, 7), iso.slice(8, 10), `${iso.slice(11, 23)}000`];
}
