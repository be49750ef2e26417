import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { Duration } from "../../../constructs/core/duration";
import { Retention } from "../../../constructs/core/retention";
import { EncryptionKey } from "../../../constructs/iam/encryption-key";
import type { ArchiveStorageClass } from "../../../constructs/logs/archive-storage";
import { AccountSubscription } from "../../../constructs/logs/account-subscription";
import { LogArchive } from "../../../constructs/logs/log-archive";
import { logArchiveErrorGroupName, logArchiveKeyServices, logExportKeyService } from "../../../constructs/logs/log-archive-names";
import type { LogArchiveProps } from "../../../constructs/logs/log-archive-props";
import { LogDataProtection } from "../../../constructs/logs/log-data-protection";
import { LogMetric } from "../../../constructs/logs/log-metric";
import { PrivateBucket } from "../../../constructs/logs/private-bucket";
import { RetainedLogGroup } from "../../../constructs/logs/retained-log-group";
import { ENVIRONMENTS } from "../../../environments";
import type { Environment } from "../../../environments/environment";
import { type PlacedResource, resourcesOfEnvironment, synthesiseEnvironment } from "../../support/environments";
import { ResourceGraph } from "../../support/resource-graph";
import { key, location, logGroup } from "../../support/sample-references";
import { onlyResourceOf, resourcesOf, type SynthesisedStack, synthesise } from "../../support/synth";
import { unescapedTexts } from "../../support/terraform-expressions";

// The fourteen checks that follow from what the services refuse or lose silently, each with a case that fails it.

const errorLogGroup = logGroup(logArchiveErrorGroupName("obs-test"));
const archiveIn = (scope: Construct, props: Partial<LogArchiveProps> = {}) =>
  new LogArchive(scope, "Archive", { namePrefix: "obs-test", location, key, errorLogGroup, savedQueries: [], ...props });
const archiveWith = (props: Partial<LogArchiveProps>) => () => synthesise((scope) => void archiveIn(scope, props));
/** An archive of which one argument was overridden, as an escape hatch of cdktf allows. */
const changed = (path: string, value: unknown) => () =>
  synthesise((scope) => archiveIn(scope).stream.resource.addOverride(`extended_s3_configuration.${path}`, value));
const overridden = (changes: Record<string, unknown>) => () =>
  synthesise((scope) => {
    const { resource } = archiveIn(scope).stream;
    Object.entries(changes).forEach(([path, value]) => resource.addOverride(`extended_s3_configuration.${path}`, value));
  });

const synthesised = new Map(ENVIRONMENTS.map((environment) => [environment, synthesiseEnvironment(environment)]));
const everyEnvironment = [...synthesised].map(([environment, stacks]) => [environment.name, environment, stacks] as const);

describe("1: a retention that CloudWatch does not offer", () => {
  it("is refused with the nearest one", () => {
    expect(() =>
      synthesise((scope) => {
        const retention = Retention.days(1825 as 1827);
        new RetainedLogGroup(scope, "Group", { logGroupName: "/obs/test", retention, key });
      }),
    ).toThrow(/retention is not a period that CloudWatch Logs offers; got "1825 days".*use Retention\.days\(1827\)/s);
  });
});

describe("2: a group of the infrequent-access class", () => {
  it.each<[string, (scope: Construct, group: RetainedLogGroup) => unknown]>([
    ["archive", (scope, group) => archiveIn(scope).subscribe(group)],
    [
      "metric filter",
      (scope, group) =>
        new LogMetric(scope, "Metric", {
          logGroup: group,
          filterName: "errors",
          pattern: "ERROR",
          metricNamespace: "obs",
          metricName: "Errors",
        }),
    ],
    [
      "data protection",
      (scope, logGroup) => new LogDataProtection(scope, "Masking", { logGroup, location, identifiers: ["EmailAddress"] }),
    ],
  ])("admits no %s", (_name, use) => {
    const groupOf = (scope: Construct, logGroupClass: "standard" | "infrequent-access") =>
      new RetainedLogGroup(scope, "Group", { logGroupName: "/obs/test", retention: Retention.days(30), key, logGroupClass });
    expect(() => synthesise((scope) => void use(scope, groupOf(scope, "infrequent-access")))).toThrow(
      /logGroup is a group of the infrequent-access class/,
    );
    expect(() => synthesise((scope) => void use(scope, groupOf(scope, "standard")))).not.toThrow();
  });
});

describe("3: a conversion", () => {
  it("gathers at least 64 MiB, decompresses first and does not compress twice", () => {
    expect(archiveWith({ bufferSizeMebibytes: 63 })).toThrow(/bufferSizeMebibytes is out of range; got 63/);
    expect(changed("buffering_size", 63)).toThrow(/bufferingSize is out of range.*got 63/);
    expect(changed("processing_configuration.enabled", false)).toThrow(/lacks Decompression/);
    expect(changed("compression_format", "GZIP")).toThrow(/compressionFormat compresses what the conversion compresses already/);
    expect(archiveWith({ bufferSizeMebibytes: 64 })).not.toThrow();
  });
});

describe("4: files that nobody could read", () => {
  it("are not written", () => {
    const extraction = { enabled: true, processors: [{ type: "Decompression" }, { type: "CloudWatchLogProcessing" }] };
    const unconverted = { "data_format_conversion_configuration.enabled": false };
    expect(overridden({ ...unconverted, processing_configuration: extraction })).toThrow(/joins records without a newline/);
    expect(overridden({ ...unconverted, "processing_configuration.enabled": false })).toThrow(
      /fileExtension does not say that the files are gzip/,
    );
    expect(overridden({ ...unconverted, "processing_configuration.enabled": false, compression_format: "GZIP" })).toThrow(
      /lacks Decompression, without which compression would meet the gzip/,
    );
  });
});

describe("5: a subscription of the whole account", () => {
  it("leaves out the group of the delivery's own errors", () => {
    const json = synthesise((scope) => void archiveIn(scope).subscribeAccount());
    expect(onlyResourceOf(json, "aws_cloudwatch_log_account_policy").selection_criteria).toBe(
      `LogGroupName NOT IN ["${errorLogGroup.logGroupName}"]`,
    );
  });

  it("is refused when it leaves out nothing, as is a subscription of that group alone", () => {
    expect(() =>
      synthesise((scope) => {
        const { stream, subscriptionRole: role } = archiveIn(scope);
        new AccountSubscription(scope, "All", { target: { stream, role }, policyName: "all", exclude: [] });
      }),
    ).toThrow(/exclude is empty/);
    expect(() => synthesise((scope) => void archiveIn(scope).subscribe(errorLogGroup))).toThrow(
      /logGroup is the group of the archive's own delivery errors/,
    );
  });
});

describe("6: the folder of failed records", () => {
  it("names the type of the error and lies outside of the table", () => {
    expect(changed("error_output_prefix", "")).toThrow(/errorOutputPrefix is missing, which Firehose refuses/);
    expect(changed("error_output_prefix", "errors/")).toThrow(/errorOutputPrefix lacks !\{firehose:error-output-type\}/);
    expect(changed("error_output_prefix", "logs/!{firehose:error-output-type}/")).toThrow(/lies in the folder of the table/);
  });
});

describe("7: partitions", () => {
  const tableWith = (change: (table: LogArchive["table"]["resource"]) => void) => () =>
    synthesise((scope) => change(archiveIn(scope, { folders: { host: {} } }).table.folderTable!));

  it("are projected, stand in the template, and have the format and the zone of the stream", () => {
    expect(tableWith(() => undefined)).not.toThrow();
    expect(tableWith((table) => table.addOverride("parameters", { "projection.dt.format": "yyyy-MM-dd-HH" }))).toThrow(
      /storage\.location\.template leads to other places than the stream writes to/,
    );
    expect(tableWith((table) => table.addOverride("partition_keys", [{ name: "dt" }, { name: "region" }]))).toThrow(
      /projection\.region\.type is missing.*storage\.location\.template lacks the partition column region/s,
    );
    expect(changed("custom_time_zone", "Europe/Berlin")).toThrow(/customTimeZone differs from the projection/);
  });
});

describe("8: the life of a file", () => {
  it("passes classes that Athena reads, in an order that S3 takes, and no lock outlives it", () => {
    const keep = Duration.days(365);
    expect(archiveWith({ transitionTo: "standard-infrequent-access", transitionAfter: Duration.days(29) })).toThrow(
      /transitionAfter is out of range; got "29d"; allowed: whole days from 30/,
    );
    expect(archiveWith({ transitionTo: "deep-archive" as ArchiveStorageClass })).toThrow(
      /transitionTo is no class that Athena reads/,
    );
    expect(archiveWith({ keep, transitionAfter: keep })).toThrow(/transitionAfter is not before the end of keep/);
    expect(archiveWith({ keep, lock: "governance", lockFor: Duration.days(366) })).toThrow(/lockFor is longer than keep/);
  });
});

describe("9: a locked bucket", () => {
  it("takes neither access logs nor query results", () => {
    const json = archiveWith({ lock: "governance" })();
    const locked = onlyResourceOf(json, "aws_s3_bucket_object_lock_configuration").bucket as string;
    const others = resourcesOf(json, "aws_s3_bucket_logging").map(({ target_bucket }) => target_bucket as string);
    const results = onlyResourceOf(json, "aws_athena_workgroup").configuration.result_configuration.output_location as string;
    const nameOf = (reference: string) => /aws_s3_bucket\.(\w+)/.exec(reference)![1];
    expect([...others, results].map(nameOf)).not.toContain(nameOf(locked));
    expect(() =>
      synthesise((scope) => {
        const accessLogs = new PrivateBucket(scope, "Locked", { bucketName: "obs-test-locked", objectLock: true });
        new PrivateBucket(scope, "Bucket", { bucketName: "obs-test", accessLogs });
      }),
    ).toThrow(/accessLogs is a bucket with Object Lock/);
  });

  it("keeps versions", () => {
    const statuses = resourcesOf(archiveWith({ lock: "governance" })(), "aws_s3_bucket_versioning").map(
      ({ versioning_configuration }) => versioning_configuration.status as string,
    );
    expect(statuses).toEqual(["Enabled", "Enabled", "Enabled"]);
  });

  it("is locked for good only by who says so twice, and not where everything may be thrown away", () => {
    expect(archiveWith({ lock: "compliance" })).toThrow(/confirmComplianceDays does not confirm the compliance lock/);
    expect(archiveWith({ lock: "compliance", confirmComplianceDays: 1827, disposable: true })).toThrow(
      /lock can't be combined with disposable/,
    );
    expect(archiveWith({ lock: "compliance", confirmComplianceDays: 1827 })).not.toThrow();
  });
});

describe("10: the key", () => {
  const withKey = (services: ConstructorParameters<typeof EncryptionKey>[2]["services"], props: Partial<LogArchiveProps> = {}) =>
    synthesise((scope) => {
      const ownKey = new EncryptionKey(scope, "Key", { alias: "logs", description: "Logs", location, services });
      const errors = new RetainedLogGroup(scope, "Errors", {
        logGroupName: errorLogGroup.logGroupName,
        retention: Retention.days(30),
        key: ownKey,
      });
      const archive = archiveIn(scope, { key: ownKey, errorLogGroup: errors, ...props });
      archive.grants.query({ roleName: "analysts", roleArn: "arn:aws:iam::111122223333:role/analysts" });
    });
  const services = logArchiveKeyServices(location, "obs-test");

  it("admits CloudWatch Logs, for the error group and for exports", () => {
    expect(() => withKey(services)).not.toThrow();
    expect(() => withKey([])).toThrow(/key has a policy that does not admit CloudWatch Logs for the group of delivery errors/);
    expect(() => withKey(logArchiveKeyServices(location, "other"))).toThrow(/key has a policy that does not admit/);
    expect(() => withKey(services, { acceptsExports: true })).toThrow(/acceptsExports asks for export tasks, but/);
    expect(() => withKey([...services, logExportKeyService(location)], { acceptsExports: true })).not.toThrow();
  });

  it("may be used by Firehose's role and by readers, through S3", () => {
    const policies = resourcesOf(withKey(services), "aws_iam_role_policy").map(({ policy }) => policy as string);
    const using = policies.filter((policy) => policy.includes("kms:Decrypt") && policy.includes("kms:GenerateDataKey"));
    expect(using).toHaveLength(2);
    using.forEach((policy) => expect(policy).toContain('"kms:ViaService":"s3.eu-central-1.amazonaws.com"'));
  });

  it("is there before the group and the stream that use it", () => {
    const graph = new ResourceGraph(withKey(services));
    const ownKey = graph.only("aws_kms_key");
    expect(graph.isAfter(graph.only("aws_cloudwatch_log_group"), ownKey)).toBe(true);
    expect(graph.isAfter(graph.only("aws_kinesis_firehose_delivery_stream"), ownKey)).toBe(true);
  });
});

/** Roles that could make log groups, which would never expire. */
const makersOfGroups = (resources: readonly PlacedResource[]) =>
  resources.filter(
    ({ type, block }) => type === "aws_iam_role_policy" && (block.policy as string).includes("logs:CreateLogGroup"),
  );

describe("11: groups before their writers", () => {
  it.each(everyEnvironment)(
    "%s: the cluster waits for its group, which outlives it where that is said",
    (_name, { cluster, deletionProtection }, stacks) => {
      const graph = new ResourceGraph(stacks.cluster!);
      const isGroup = ({ name }: { readonly name?: string }) => name === `/aws/eks/${cluster.name}/cluster`;
      const group = graph.only("aws_cloudwatch_log_group", isGroup);
      expect(graph.isAfter(graph.only("aws_eks_cluster"), group)).toBe(true);
      expect(graph.isAfter(group, graph.only("aws_eks_cluster"))).toBe(false);
      const block = resourcesOf(stacks.cluster!, "aws_cloudwatch_log_group").find(isGroup)!;
      expect(block.skip_destroy).toBe(cluster.keepLogsOnDestroy ?? deletionProtection);
    },
  );

  it.each(everyEnvironment)("%s: nobody may make groups", (_name, _environment, stacks) => {
    const resources = resourcesOfEnvironment(stacks);
    expect(makersOfGroups(resources)).toEqual([]);
    const policy = '{"Statement":[{"Action":["logs:CreateLogGroup","logs:PutLogEvents"]}]}';
    const writer: PlacedResource = {
      stack: "logs",
      address: "aws_iam_role_policy.x",
      type: "aws_iam_role_policy",
      block: { policy },
    };
    expect(makersOfGroups([...resources, writer])).toEqual([writer]);
  });
});

/** Places with more log resource policies than one; an account and region has room for ten, and every stack would take one. */
const crowdedPlaces = (all: readonly (readonly [Environment, readonly PlacedResource[]])[]) => {
  const places = all.flatMap(([{ location: place }, resources]) =>
    resources.filter(({ type }) => type === "aws_cloudwatch_log_resource_policy").map(() => `${place.account}/${place.region}`),
  );
  return [...new Set(places.filter((place, index) => places.indexOf(place) !== index))];
};

describe("12: the resource policy of CloudWatch Logs", () => {
  it("is one at most in an account and region", () => {
    const all = everyEnvironment.map(([, environment, stacks]) => [environment, resourcesOfEnvironment(stacks)] as const);
    expect(crowdedPlaces(all)).toEqual([]);
    const policy: PlacedResource = { stack: "x", address: "x", type: "aws_cloudwatch_log_resource_policy", block: {} };
    const [environment] = ENVIRONMENTS;
    expect(crowdedPlaces([...all, [environment!, [policy, policy]]])).toEqual([
      `${environment!.location.account}/${environment!.location.region}`,
    ]);
  });
});

describe("13: what Terraform would evaluate", () => {
  it.each(everyEnvironment)("%s: is a reference or a call, never a literal", (_name, _environment, stacks) => {
    expect(Object.values(stacks).flatMap((json: SynthesisedStack) => unescapedTexts(json.resource))).toEqual([]);
  });

  it("is found when it is not escaped", () => {
    const texts = ["s3://b/${dt}/", "%{if x}", "a ${aws:username}", "${NODE_IP}"];
    expect(unescapedTexts(texts)).toEqual(texts);
    expect(
      unescapedTexts(["s3://b/$${dt}/", "${aws_s3_bucket.x.arn}/*", '${join("", [])}', "%%{if}", "!{timestamp:yyyy}"]),
    ).toEqual([]);
  });
});

/** Groups whose events a retention policy of the account would delete before their own time: it overrides what the group says. */
const shortenedGroups = (resources: readonly PlacedResource[]) => {
  const policies = resources
    .filter(({ type, block }) => type === "aws_cloudwatch_log_account_policy" && block.policy_type === "RETENTION_POLICY")
    .map(({ block }) => ({
      prefix: /LogGroupNamePrefix\D*"([^"]*)"/.exec((block.selection_criteria as string | undefined) ?? "")?.[1] ?? "",
      days: (JSON.parse(block.policy_document as string) as { retentionInDays: number }).retentionInDays,
    }));
  return resources
    .filter(({ type }) => type === "aws_cloudwatch_log_group")
    .map(({ block }) => ({ name: block.name as string, days: block.retention_in_days as number }))
    .filter((group) => {
      const matching = policies.filter(({ prefix }) => group.name.startsWith(prefix));
      // Of several policies the longest wins.
      return matching.length > 0 && matching.every(({ days }) => group.days === 0 || days < group.days);
    })
    .map(({ name }) => name);
};

describe("14: a retention policy of the account", () => {
  it.each(everyEnvironment)("%s: shortens the life of no group", (_name, { cluster, namePrefix }, stacks) => {
    const resources = resourcesOfEnvironment(stacks);
    expect(shortenedGroups(resources)).toEqual([]);
    const policy = (days: number): PlacedResource => ({
      stack: "account",
      address: "aws_cloudwatch_log_account_policy.x",
      type: "aws_cloudwatch_log_account_policy",
      block: {
        policy_type: "RETENTION_POLICY",
        policy_document: JSON.stringify({ retentionInDays: days, enforcementMode: "RETROACTIVE" }),
        selection_criteria: 'LogGroupNamePrefix IN ["/aws/eks/"]',
      },
    });
    const group = `/aws/eks/${cluster.name}/cluster`;
    expect(shortenedGroups([...resources, policy(0)]), namePrefix).toEqual([group]);
    expect(shortenedGroups([...resources, policy(3653)])).toEqual([]);
  });
});
