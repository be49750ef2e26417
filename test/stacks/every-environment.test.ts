import { describe, expect, it } from "vitest";
import { ENVIRONMENTS } from "../../environments";
import type { Environment } from "../../environments/environment";
import { EMULATED_SERVICES } from "../../stacks/emulator-endpoints";
import { PROTECTED_TYPES } from "../../stacks/deletion-protection";
import { type PlacedResource, resourcesOfEnvironment, synthesiseEnvironment } from "../support/environments";
import { inventoryOf } from "../support/synth";

/** What a person reads from a policy document that may hold Terraform expressions. */
interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const synthesised = new Map(ENVIRONMENTS.map((environment) => [environment.name, synthesiseEnvironment(environment)]));
const stacksOf = (environment: Environment) => synthesised.get(environment.name)!;
const resourcesIn = (environment: Environment, type?: string): PlacedResource[] =>
  resourcesOfEnvironment(stacksOf(environment)).filter((resource) => type === undefined || resource.type === type);

describe.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))("%s", (name, environment) => {
  it("has the resource types that its stacks were reviewed with", () => {
    const inventory = Object.fromEntries(
      Object.entries(stacksOf(environment)).map(([stack, json]) => [stack, inventoryOf(json)]),
    );
    expect(inventory).toMatchSnapshot();
  });

  it("keeps every log group encrypted and for a limited time", () => {
    const groups = resourcesIn(environment, "aws_cloudwatch_log_group");
    expect(groups.length).toBeGreaterThanOrEqual(8);
    for (const { address, block } of groups) {
      expect(block.retention_in_days, address).toBeGreaterThan(0);
      expect(block.kms_key_id, address).toMatch(/aws_kms_key/);
    }
  });

  it("keeps each log group as long as the environment says", () => {
    const days = Object.fromEntries(
      resourcesIn(environment, "aws_cloudwatch_log_group").map(({ block }) => [
        block.name as string,
        block.retention_in_days as number,
      ]),
    );
    const { namePrefix, cluster, network, logs } = environment;
    expect(days).toEqual({
      [`/${namePrefix}/vpc-flow-logs`]: network.flowLogRetention.inDays,
      [`/aws/eks/${cluster.name}/cluster`]: cluster.logRetention.inDays,
      [`/aws/containerinsights/${cluster.name}/application`]: logs.retention.inDays,
      [`/aws/containerinsights/${cluster.name}/dataplane`]: logs.retention.inDays,
      [`/aws/containerinsights/${cluster.name}/host`]: logs.retention.inDays,
      [`/aws/containerinsights/${cluster.name}/performance`]: logs.retention.inDays,
      [`/aws/kinesisfirehose/${namePrefix}-log-archive`]: logs.retention.inDays,
      [`/aws/vendedlogs/prometheus/${namePrefix}`]: logs.retention.inDays,
    });
  });

  it("makes the control plane's log group before the cluster", () => {
    const [group] = resourcesIn(environment, "aws_cloudwatch_log_group").filter(({ stack }) => stack === "cluster");
    const [cluster] = resourcesIn(environment, "aws_eks_cluster");
    expect(cluster!.block.depends_on).toContain(group!.address);
  });

  it("depends on nothing in another state by name, which Terraform refuses", () => {
    const dependencies = resourcesIn(environment).flatMap(({ block }) => (block.depends_on ?? []) as string[]);
    expect(dependencies.length).toBeGreaterThan(20);
    expect(dependencies.filter((address) => address.startsWith("data."))).toEqual([]);
  });

  it("lets nothing that it creates make log groups of its own", () => {
    const policies = resourcesIn(environment, "aws_iam_role_policy").map(
      ({ address, block }) => `${address} ${block.policy as string}`,
    );
    expect(policies.filter((policy) => policy.includes("logs:CreateLogGroup"))).toEqual([]);
  });

  it("gives roles exact actions, and a star for a resource only where AWS has nothing narrower", () => {
    const stars: string[] = [];
    for (const { address, block } of resourcesIn(environment, "aws_iam_role_policy")) {
      for (const { Sid, Action, Resource } of statements(block.policy as string)) {
        expect([Action].flat(), `${address} ${Sid}`).not.toContain("*");
        expect(
          [Action].flat().filter((action) => action.endsWith(":*")),
          `${address} ${Sid}`,
        ).toEqual([]);
        stars.push(...([Resource].flat().includes("*") ? [Sid] : []));
      }
    }
    expect([...new Set(stars)].sort()).toMatchSnapshot();
  });

  it("lets only services assume roles, and only for this account where a service acts for somebody", () => {
    // These services act for a cluster, a pod or an instance of the account by themselves.
    const actForTheAccount = ["ec2.amazonaws.com", "eks.amazonaws.com", "pods.eks.amazonaws.com"];
    for (const { address, block } of resourcesIn(environment, "aws_iam_role")) {
      for (const { Principal, Condition } of statements(block.assume_role_policy as string)) {
        const { AWS: role } = Principal as { AWS?: string };
        if (role !== undefined) {
          // A managed scraper takes two roles, one through the other.
          expect(role, address).toMatch(/^\$\{aws_iam_role\.Scraper_SourceRole_\w+\.arn\}$/);
          expect(JSON.stringify(Condition), address).toContain(environment.location.account);
          continue;
        }
        expect(Object.keys(Principal as object), address).toEqual(["Service"]);
        const { Service: service } = Principal as { Service: string };
        if (!actForTheAccount.includes(service)) {
          expect(JSON.stringify(Condition), `${address} (${service})`).toContain(environment.location.account);
        }
      }
    }
  });

  it("keeps every bucket private, versioned, encrypted and behind TLS, and cleans up after uploads", () => {
    const companions: Record<string, string> = {
      aws_s3_bucket_public_access_block: "public access block",
      aws_s3_bucket_versioning: "versioning",
      aws_s3_bucket_server_side_encryption_configuration: "encryption",
      aws_s3_bucket_lifecycle_configuration: "lifecycle",
      aws_s3_bucket_ownership_controls: "ownership",
      aws_s3_bucket_policy: "policy",
    };
    for (const bucket of resourcesIn(environment, "aws_s3_bucket")) {
      for (const [type, what] of Object.entries(companions)) {
        const found = resourcesIn(environment, type).filter(({ block }) => (block.bucket as string).includes(bucket.address));
        expect(found, `${what} of ${bucket.address}`).toHaveLength(1);
      }
    }
    for (const { address, block } of resourcesIn(environment, "aws_s3_bucket_public_access_block")) {
      expect(block, address).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
    }
    for (const { address, block } of resourcesIn(environment, "aws_s3_bucket_policy")) {
      const denied = statements(block.policy as string).filter(({ Effect }) => Effect === "Deny");
      expect(
        denied.flatMap(({ Condition = {} }) => Object.values(Condition)),
        address,
      ).toContainEqual({ "aws:SecureTransport": "false" });
    }
    for (const { address, block } of resourcesIn(environment, "aws_s3_bucket_lifecycle_configuration")) {
      expect(
        block.rule.some((rule: { abort_incomplete_multipart_upload?: unknown }) => rule.abort_incomplete_multipart_upload),
        address,
      ).toBe(true);
    }
  });

  it("refuses to destroy what holds data exactly where the environment says so", () => {
    const protectedOnes = resourcesIn(environment).filter(({ block }) => block.lifecycle?.prevent_destroy === true);
    const worthIt = resourcesIn(environment).filter(({ type }) => PROTECTED_TYPES.includes(type));
    expect(protectedOnes.map(({ address }) => address).sort()).toEqual(
      environment.deletionProtection ? worthIt.map(({ address }) => address).sort() : [],
    );
  });

  it("looks nothing up: no data source but the remote states of its own stacks", () => {
    for (const [stack, json] of Object.entries(stacksOf(environment))) {
      expect(
        Object.keys(json.data ?? {}).filter((type) => type !== "terraform_remote_state"),
        stack,
      ).toEqual([]);
    }
  });

  it("keeps its states apart, locked and encrypted", () => {
    for (const [stack, json] of Object.entries(stacksOf(environment))) {
      const { backend, required_version } = json.terraform as {
        backend: Record<string, Record<string, unknown>>;
        required_version: string;
      };
      expect(required_version).toBe(">= 1.11.0");
      if (environment.state.kind === "s3") {
        const { bucket } = environment.state;
        expect(backend.s3, stack).toMatchObject({
          bucket,
          key: `${name}/${name}-${stack}.tfstate`,
          encrypt: true,
          use_lockfile: true,
        });
      } else {
        expect(backend.local, stack).toEqual({ path: `../../../.local/state/${name}-${stack}.tfstate` });
      }
    }
  });

  it("gives its resources the tag that its DevOps Guru looks for", () => {
    const [collection] = resourcesIn(environment, "aws_devopsguru_resource_collection");
    if (collection === undefined) {
      expect(environment.accountWide.devOpsGuru).toBeUndefined();
      return;
    }
    const [{ app_boundary_key: key, tag_values: values }] = collection.block.tags;
    expect(environment.tags[key as string]).toBe(values[0]);
  });

  it("talks to the account that it names, and tags what it creates", () => {
    for (const [stack, json] of Object.entries(stacksOf(environment))) {
      const [provider] = json.provider!.aws!;
      expect(provider!.default_tags, stack).toMatchObject([
        { tags: { Environment: name, Project: environment.project, ManagedBy: "cdktf" } },
      ]);
      if (environment.target === "aws") {
        expect(provider, stack).toMatchObject({
          region: environment.location.region,
          allowed_account_ids: [environment.location.account],
        });
        expect(provider, stack).not.toHaveProperty("access_key");
      }
    }
  });
});

describe("local", () => {
  const local = ENVIRONMENTS.find(({ name }) => name === "local")!;

  it.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    "applies every AWS resource type that %s has",
    (_name, environment) => {
      const types = (of: Environment) =>
        new Set(
          resourcesIn(of)
            .map(({ type }) => type)
            .filter((type) => type.startsWith("aws_")),
        );
      expect([...types(environment)].filter((type) => !types(local).has(type))).toEqual([]);
    },
  );

  it("has no Helm or Kubernetes element left, and says how many were taken out", () => {
    expect(resourcesIn(local).filter(({ type }) => !type.startsWith("aws_"))).toEqual([]);
    const json = stacksOf(local)["in-cluster"]!;
    expect(Object.keys(json.provider!)).toEqual(["aws"]);
    expect(json.output!.not_deployed!.value).toEqual({ helm: 1, helm_release: 8 });
  });

  it("points every service that its resources use at the emulator", () => {
    for (const [stack, json] of Object.entries(stacksOf(local))) {
      const [provider] = json.provider!.aws!;
      expect(provider!.endpoints, stack).toEqual([
        Object.fromEntries(EMULATED_SERVICES.map((service) => [service.toLowerCase(), "http://127.0.0.1:4566"])),
      ]);
      expect((json.terraform as { required_providers: { aws: { version: string } } }).required_providers.aws.version).toBe(
        ">= 5.100.0, < 7.0.0",
      );
    }
    const unknown = resourcesIn(local).filter(({ type }) => serviceOf(type) === undefined);
    expect(unknown.map(({ type }) => type)).toEqual([]);
  });
});

describe("production", () => {
  const production = stacksOf(ENVIRONMENTS.find(({ name }) => name === "production")!);

  it.each(Object.keys(production))("%s is wired as it was reviewed", (stack) => {
    expect(production[stack]).toMatchStackSnapshot();
  });
});

/** Which of the emulated services a resource type belongs to, by the beginning of its name. */
function serviceOf(type: string): string | undefined {
  const prefixes: Record<(typeof EMULATED_SERVICES)[number], RegExp> = {
    amp: /^aws_prometheus_/,
    athena: /^aws_athena_/,
    autoscaling: /^aws_autoscaling_/,
    chatbot: /^aws_chatbot_/,
    cloudwatch: /^aws_cloudwatch_(dashboard|metric_alarm|composite_alarm)/,
    cloudwatchlogs: /^aws_cloudwatch_(log_|query_definition)/,
    devopsguru: /^aws_devopsguru_/,
    ec2: /^aws_(default_security_group|ebs_|egress_only_internet_gateway|eip|flow_log|internet_gateway|launch_template|nat_gateway|route|security_group|subnet|vpc)/,
    eks: /^aws_eks_/,
    events: /^aws_cloudwatch_event_/,
    firehose: /^aws_kinesis_firehose_/,
    glue: /^aws_glue_/,
    grafana: /^aws_grafana_/,
    iam: /^aws_iam_/,
    kms: /^aws_kms_/,
    s3: /^aws_s3_bucket/,
    s3Control: /^aws_s3control_/,
    sfn: /^aws_sfn_/,
    sns: /^aws_sns_/,
    sqs: /^aws_sqs_/,
    sts: /^aws_sts_/,
    xray: /^aws_xray_/,
  };
  return Object.entries(prefixes).find(([, pattern]) => pattern.test(type))?.[0];
}

function statements(document: string): Statement[] {
  return (JSON.parse(document) as { Statement: Statement[] }).Statement;
}
