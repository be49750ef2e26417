import { describe, expect, it } from "vitest";
import { DEFAULT_FLOW_LOG_FIELDS, FLOW_LOG_FIELDS, flowLogFormat } from "../../../constructs/network/flow-log-fields";
import { FlowLogs, type FlowLogsProps } from "../../../constructs/network/flow-logs";
import { location } from "../../support/sample-references";
import { onlyResourceOf, synthesise } from "../../support/synth";
import { flowLogGroup } from "./sample-network";

const synthesiseFlowLogs = (props: Partial<FlowLogsProps> = {}) =>
  synthesise((scope) => {
    new FlowLogs(scope, "FlowLogs", {
      namePrefix: "obs-test",
      location,
      vpcId: "vpc-0a1b2c3d",
      logGroup: flowLogGroup,
      ...props,
    });
  });
const flowLog = (props?: Partial<FlowLogsProps>) => onlyResourceOf(synthesiseFlowLogs(props), "aws_flow_log");

describe("FlowLogs", () => {
  it("records all traffic every ten minutes in the group given, as a role that can't create groups", () => {
    const json = synthesiseFlowLogs();
    expect(onlyResourceOf(json, "aws_flow_log")).toMatchObject({
      vpc_id: "vpc-0a1b2c3d",
      traffic_type: "ALL",
      max_aggregation_interval: 600,
      log_destination: flowLogGroup.logGroupArn,
      depends_on: [expect.stringContaining("aws_iam_role_policy")],
    });
    expect(onlyResourceOf(json, "aws_iam_role_policy").policy).not.toContain("CreateLogGroup");
  });

  it("records only what is asked for", () => {
    expect(flowLog({ trafficType: "reject" }).traffic_type).toBe("REJECT");
    expect(flowLog({ trafficType: "accept" }).traffic_type).toBe("ACCEPT");
    expect(flowLog({ aggregationSeconds: 60 }).max_aggregation_interval).toBe(60);
  });

  it("names the pods, zones, directions and AWS services, after AWS's own fields in their order", () => {
    const format = flowLog().log_format as string;
    // What Terraform turns into ${version} ${account-id} ...
    expect(format).toMatch(
      /^\$\$\{version\} \$\$\{account-id\} \$\$\{interface-id\} \$\$\{srcaddr\} \$\$\{dstaddr\} \$\$\{srcport\} \$\$\{dstport\} \$\$\{protocol\} \$\$\{packets\} \$\$\{bytes\} \$\$\{start\} \$\$\{end\} \$\$\{action\} \$\$\{log-status\} /,
    );
    for (const field of ["pkt-srcaddr", "pkt-dstaddr", "az-id", "flow-direction", "traffic-path", "pkt-dst-aws-service"]) {
      expect(format).toContain(`$\${${field}}`);
    }
    expect(format).not.toMatch(/vpc-id|sublocation/);
  });

  it("escapes every field for Terraform exactly once", () => {
    const format = flowLogFormat(FLOW_LOG_FIELDS);
    expect(format.match(/\$\$\{/g)).toHaveLength(FLOW_LOG_FIELDS.length);
    expect(format.replaceAll("$${", "")).not.toContain("$");
    expect(new Set(FLOW_LOG_FIELDS).size).toBe(FLOW_LOG_FIELDS.length);
    expect(FLOW_LOG_FIELDS).toEqual(expect.arrayContaining([...DEFAULT_FLOW_LOG_FIELDS]));
  });

  it("records other fields, in the order given", () => {
    expect(flowLog({ fields: ["action", "pkt-srcaddr"] }).log_format).toBe("$${action} $${pkt-srcaddr}");
  });

  it.each<[Partial<FlowLogsProps>, RegExp]>([
    [{ trafficType: "some" as "all" }, /trafficType .*got "some"; allowed: .*all.*accept.*reject/],
    [{ aggregationSeconds: 300 as 60 }, /aggregationSeconds .*got "?300"?; allowed: .*60.*600/],
    [{ fields: [] }, /fields is empty, so that a record would hold nothing/],
    [{ fields: ["source" as "start"] }, /fields holds values that are not known; got \["source"\]/],
    [{ fields: ["start", "start"] }, /fields names the same thing twice; got \["start"\]/],
  ])("rejects %j", (props, message) => {
    expect(() => synthesiseFlowLogs(props)).toThrow(message);
  });
});
