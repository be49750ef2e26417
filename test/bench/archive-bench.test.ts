import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measureQuestions, QUESTIONS } from "../../bench/archive-bench";
import { writeLayouts, type WrittenLayouts } from "../../bench/archive-layouts";
import { type MeasuredQuestion, scanned } from "../../bench/archive-report";
import { workloadOfStream } from "../../local/archive/dynamic-partitioning";
import { withChapter } from "../../bench/results-file";
import { WORKLOADS } from "../queries/events/application-events";
import { STREAMS } from "../queries/events/streams";

describe("the benchmark of the archive's layouts", () => {
  const folder = mkdtempSync(join(tmpdir(), "archive-bench-"));
  let written: WrittenLayouts;
  let measured: readonly MeasuredQuestion[];
  beforeAll(async () => {
    written = await writeLayouts({ folder: join(folder, "layouts"), hours: 14, eventsPerHour: 1_500, filesPerHour: 1 });
    measured = await measureQuestions(written);
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("finds the same events in every layout, by whatever it leaves files out", () => {
    expect(measured).toHaveLength(QUESTIONS.length);
    for (const { question, answers } of measured) {
      const found = answers.map(({ events, messageBytes }) => `${events} events, ${messageBytes} bytes`);
      expect(new Set(found), question.name).toHaveLength(1);
      expect(answers[0]!.events, question.name).toBeGreaterThan(0);
    }
  });

  it("counts of the predecessor's files what is read of them, and less the more a layout leaves out", () => {
    for (const one of measured) {
      const whole = one.answers.filter(({ layout }) => layout === "predecessor");
      expect(whole.every(({ readBytes, scannedBytes }) => readBytes === undefined || readBytes >= scannedBytes)).toBe(true);
      expect(scanned(one, "predecessor", "hour")).toBeLessThanOrEqual(scanned(one, "predecessor", "day"));
      if (one.question.folders !== undefined) {
        expect(scanned(one, "folders", "folder")).toBeLessThan(scanned(one, "predecessor", "hour"));
      }
    }
  });

  it("puts a pod's stream into the folder of its workload, as Firehose does", () => {
    const pods = STREAMS.filter(({ logStream }) => logStream.includes(".var.log.containers."));
    const folders = new Set(pods.map(({ logStream }) => workloadOfStream(logStream)));
    expect([...folders].sort()).toEqual(WORKLOADS.map(({ namespace, workload }) => `${namespace}.${workload}`).sort());
    expect(workloadOfStream("kube-apiserver-audit-0a1b2c")).toBe("other");
    expect(workloadOfStream("ip-10-0-1-2-dataplane.systemd.kubelet.service")).toBe("other");
  });
});

describe("a file of results", () => {
  it("gets a chapter replaced, and a new one at its end", () => {
    const text = withChapter("# One\n\nold\n\n# Two\n\nstays\n", "# One\n\nnew\n");
    expect(text).toBe("# One\n\nnew\n\n# Two\n\nstays\n");
    expect(withChapter(text, "# Three\n\nlast\n")).toBe("# One\n\nnew\n\n# Two\n\nstays\n\n# Three\n\nlast\n");
  });
});
