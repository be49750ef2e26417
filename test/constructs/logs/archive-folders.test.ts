import { spawnSync } from "node:child_process";
import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { WORKLOAD_QUERY } from "../../../constructs/logs/archive-folder";
import { LogArchive } from "../../../constructs/logs/log-archive";
import type { LogArchiveProps } from "../../../constructs/logs/log-archive-props";
import { workloadOfStream } from "../../../local/archive/dynamic-partitioning";
import { errorsByWorkload } from "../../../queries/athena/errors-by-workload";
import { oomKills } from "../../../queries/athena/oom-kills";
import { secretReads } from "../../../queries/athena/secret-reads";
import { traceAcrossGroups } from "../../../queries/athena/trace-across-groups";
import { key, location, logGroup } from "../../support/sample-references";
import { resourcesOf, stackWith, synthesise, synthesiseStack } from "../../support/synth";

const FOLDERS = { application: { byWorkload: true }, host: {} };
const archiveIn = (scope: Construct, props: Partial<LogArchiveProps> = {}) =>
  new LogArchive(scope, "Archive", {
    namePrefix: "obs-test",
    location,
    key,
    errorLogGroup: logGroup("/obs/errors"),
    savedQueries: [errorsByWorkload, oomKills, secretReads, traceAcrossGroups],
    folders: FOLDERS,
    ...props,
  });
const json = synthesise((scope) => {
  const archive = archiveIn(scope);
  archive.subscribe(logGroup("/obs/app"), { folder: "application" });
  archive.subscribe(logGroup("/obs/host"), { folder: "host" });
  archive.subscribe(logGroup("/obs/other"));
});
const streams = Object.fromEntries(
  resourcesOf(json, "aws_kinesis_firehose_delivery_stream").map((stream) => [stream.name, stream]),
);
const s3Of = (name: string) => streams[name]!.extended_s3_configuration;

describe("folders of an archive", () => {
  it("have a stream each, below the hour", () => {
    expect(Object.keys(streams)).toEqual([
      "obs-test-log-archive",
      "obs-test-log-archive-application",
      "obs-test-log-archive-host",
    ]);
    expect(s3Of("obs-test-log-archive").prefix).toBe("logs/!{timestamp:yyyy/MM/dd/HH}/");
    expect(s3Of("obs-test-log-archive-host").prefix).toBe("logs/!{timestamp:yyyy/MM/dd/HH}/host/");
    expect(s3Of("obs-test-log-archive-host").dynamic_partitioning_configuration).toBeUndefined();
  });

  it("have folders for workloads where that is asked for", () => {
    const s3 = s3Of("obs-test-log-archive-application");
    expect(s3.prefix).toBe("logs/!{timestamp:yyyy/MM/dd/HH}/application/!{partitionKeyFromQuery:workload}/");
    expect(s3.dynamic_partitioning_configuration).toEqual({ enabled: true });
    expect(s3.processing_configuration.processors.map(({ type }: { type: string }) => type)).toEqual([
      "Decompression",
      "MetadataExtraction",
    ]);
  });

  it("take the events of the groups that name them", () => {
    const filters = resourcesOf(json, "aws_cloudwatch_log_subscription_filter");
    const streamOf = Object.fromEntries(filters.map(({ log_group_name, destination_arn }) => [log_group_name, destination_arn]));
    expect(streamOf["/obs/app"]).toMatch(/Archive_StreamApplication_/);
    expect(streamOf["/obs/host"]).toMatch(/Archive_StreamHost_/);
    expect(streamOf["/obs/other"]).toMatch(/Archive_Stream_/);
  });

  it("are read alone by a second table over the same files, and together by the first", () => {
    const [all, byFolder] = resourcesOf(json, "aws_glue_catalog_table");
    expect(all!.parameters["storage.location.template"]).toMatch(/\/logs\/\$\$\{dt\}\/$/);
    expect(byFolder!.name).toBe("log_records_by_folder");
    expect(byFolder!.parameters["storage.location.template"]).toMatch(/\/logs\/\$\$\{dt\}\/\$\$\{folder\}\/$/);
    expect(byFolder!.parameters["projection.folder.type"]).toBe("injected");
    expect(byFolder!.storage_descriptor).toEqual(all!.storage_descriptor);
  });

  it("are what saved queries read that ask for their purpose alone", () => {
    const sqlOf = (name: string) =>
      resourcesOf(json, "aws_athena_named_query").find((query) => query.name === name)!.query as string;
    expect(sqlOf("errors-by-workload")).toMatch(/FROM "obs_test_logs"\."log_records_by_folder"[^]* AND folder = 'application'/);
    expect(sqlOf("oom-kills")).toContain(`messagetype = 'DATA_MESSAGE' AND folder = 'host'`);
    // Of several purposes, and of one that has no folder.
    for (const name of ["trace-across-groups", "secret-reads"]) {
      expect(sqlOf(name), name).toContain('"obs_test_logs"."log_records"\n');
      expect(sqlOf(name), name).not.toContain("folder");
    }
  });

  it("report their errors apart, through one role that may write to each stream of errors", () => {
    const names = resourcesOf(json, "aws_cloudwatch_log_stream").map(({ name }) => name as string);
    expect(names.sort()).toEqual(["S3Delivery", "S3Delivery-application", "S3Delivery-host"]);
    const policies = resourcesOf(json, "aws_iam_role_policy").map(({ policy }) => policy as string);
    const delivery = policies.find((policy) => policy.includes("ReportErrors"))!;
    names.forEach((name) => expect(delivery).toContain(`log-stream:${name}"`));
    expect(policies.find((policy) => policy.includes('"Forward"'))).toContain("deliverystream/obs-test-log-archive-host");
  });

  it("may be queried by whoever may query the archive", () => {
    const granted = synthesise((scope) => {
      archiveIn(scope).grants.query({ roleName: "analysts", roleArn: "arn:aws:iam::111122223333:role/analysts" });
    });
    const policy = resourcesOf(granted, "aws_iam_role_policy").find(({ role }) => role === "analysts")!.policy;
    expect(policy).toContain("table/obs_test_logs/log_records_by_folder");
  });

  it("reject a group of a folder that the archive lacks", () => {
    const into = (folders: LogArchiveProps["folders"]) => () =>
      synthesise((scope) => void archiveIn(scope, { folders }).subscribe(logGroup("/obs/app"), { folder: "audit" }));
    expect(into(FOLDERS)).toThrow(/folder is none of the archive's; got "audit"; allowed: application, host/);
    expect(into(undefined)).toThrow(/folder is none of the archive's.*the archive has no folders/);
  });

  it("reject names that are no folder, and more than an account has streams for", () => {
    const named =
      (...names: string[]) =>
      () =>
        synthesise((scope) => void archiveIn(scope, { folders: Object.fromEntries(names.map((name) => [name, {}])) }));
    expect(named("App/Logs")).toThrow(/folders has a name that can't be a folder.*got "App\/Logs"/);
    expect(named("a".repeat(50))).toThrow(/folders\.a+ makes a name that is too long.*Firehose stream/);
    expect(named(...Array.from({ length: 21 }, (_, index) => `f${index}`))).toThrow(/folders are too many.*got 21/);
  });
});

const jq = spawnSync("jq", ["--version"], { encoding: "utf8" });

// CI brings jq along, and a test that does not run there has failed.
describe.skipIf(jq.status !== 0 && !process.env.CI)("the workload of a record, worked out by jq", () => {
  const workloadOf = (logStream: string) =>
    spawnSync("jq", ["-r", WORKLOAD_QUERY], { input: JSON.stringify({ logStream }), encoding: "utf8" }).stdout.trim();
  const container = "node-1.internal-application.var.log.containers.";

  it.each([
    [`${container}shipit-7d4f-x1_games_shipit-9f2c4e.log`, "games.shipit"],
    [`${container}ledger-0_payments_legacy-batch-9f2c4e.log`, "payments.legacy-batch"],
    ["kube-apiserver-audit-0a1b2c", "other"],
    ["a_stream_of_somebody", "other"],
    ["", "other"],
  ])("%s: %s", (logStream, workload) => {
    expect(workloadOf(logStream)).toBe(workload);
    // What `npm run local` takes for it.
    expect(workloadOfStream(logStream)).toBe(workload);
  });
});

describe("an archive whose resources were changed", () => {
  it("is refused at synth when Firehose would refuse it, or Athena find nothing", () => {
    const problemsOf = (change: (archive: LogArchive) => void) => {
      const stack = stackWith((scope) => change(archiveIn(scope)));
      stack.prepareStack();
      return stack.node.findChild("Archive").node.validate().join("\n");
    };
    expect(problemsOf(() => undefined)).toBe("");
    expect(problemsOf(({ stream }) => stream.resource.addOverride("extended_s3_configuration.buffering_size", 5))).toMatch(
      /bufferingSize is out of range.*got 5/,
    );
    expect(
      problemsOf(({ folderStreams }) =>
        folderStreams.host!.resource.addOverride("extended_s3_configuration.error_output_prefix", "logs/errors/"),
      ),
    ).toMatch(/errorOutputPrefix lies in the folder of the table/);
    expect(problemsOf(({ table }) => table.resource.addOverride("parameters", { "projection.dt.format": "yyyy/MM/dd" }))).toMatch(
      /storage\.location\.template leads to other places/,
    );
  });

  it("is not written", () => {
    const stack = stackWith((scope) => {
      archiveIn(scope).stream.resource.addOverride("extended_s3_configuration.custom_time_zone", "Europe/Berlin");
    });
    expect(() => synthesiseStack(stack)).toThrow(/customTimeZone differs from the projection/);
  });
});
