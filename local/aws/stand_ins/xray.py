"""AWS X-Ray's configuration: groups, sampling rules, encryption, resource policies. Traces themselves are moto's."""

from ..answering import Call, Fault, answers, now
from ..tags import from_members, serve_tags


def _group(call: Call) -> dict:
    held = call.store("group")
    found = held.get(call.get("GroupName")) or held.find("GroupARN", call.get("GroupARN"))
    if found is None:
        raise Fault("InvalidRequestException", "Group not found")
    return found


@answers("xray")
def create_group(call: Call) -> dict:
    name = call["GroupName"]
    if name in call.store("group"):
        raise Fault("InvalidRequestException", f"Group already exists: {name}")
    insights = {"InsightsEnabled": False, "NotificationsEnabled": False} | call.get("InsightsConfiguration", {})
    group = {"GroupName": name, "GroupARN": call.arn(f"group/{name}/LOCAL"), "FilterExpression": call.get("FilterExpression", "")}
    call.store("group")[name] = group | {"InsightsConfiguration": insights, "_tags": from_members(call.get("Tags"))}
    return {"Group": call.store("group")[name]}


@answers("xray")
def get_group(call: Call) -> dict:
    return {"Group": _group(call)}


@answers("xray")
def get_groups(call: Call) -> dict:
    return {"Groups": list(call.store("group").values())}


@answers("xray")
def update_group(call: Call) -> dict:
    group = _group(call)
    group |= call.given("FilterExpression")
    group["InsightsConfiguration"] |= call.get("InsightsConfiguration", {})
    return {"Group": group}


@answers("xray")
def delete_group(call: Call) -> dict:
    del call.store("group")[_group(call)["GroupName"]]
    return {}


def _rule(call: Call, asked: dict) -> dict:
    held = call.store("sampling-rule")
    found = held.get(asked.get("RuleName")) or held.find("RuleARN", asked.get("RuleARN"))
    if found is None:
        raise Fault("InvalidRequestException", "Sampling rule does not exist")
    return found


def _record(rule: dict) -> dict:
    return {"SamplingRule": rule, "CreatedAt": rule["_created"], "ModifiedAt": rule["_modified"]}


@answers("xray")
def create_sampling_rule(call: Call) -> dict:
    rule = dict(call["SamplingRule"])
    name = rule.get("RuleName") or rule.get("RuleARN", "").rpartition("/")[2]
    rule |= {"RuleName": name, "RuleARN": call.arn(f"sampling-rule/{name}"), "Attributes": rule.get("Attributes", {})}
    rule |= {"_tags": from_members(call.get("Tags")), "_created": now(), "_modified": now()}
    call.store("sampling-rule")[name] = rule
    return {"SamplingRuleRecord": _record(rule)}


@answers("xray")
def get_sampling_rules(call: Call) -> dict:
    return {"SamplingRuleRecords": [_record(rule) for rule in call.store("sampling-rule").values()]}


@answers("xray")
def update_sampling_rule(call: Call) -> dict:
    change = call["SamplingRuleUpdate"]
    rule = _rule(call, change)
    rule |= {name: value for name, value in change.items() if name not in ("RuleName", "RuleARN")} | {"_modified": now()}
    return {"SamplingRuleRecord": _record(rule)}


@answers("xray")
def delete_sampling_rule(call: Call) -> dict:
    rule = _rule(call, call.parameters)
    del call.store("sampling-rule")[rule["RuleName"]]
    return {"SamplingRuleRecord": _record(rule)}


@answers("xray")
def put_encryption_config(call: Call) -> dict:
    call.store("_settings")["encryption"] = call.given("Type", "KeyId") | {"Status": "ACTIVE"}
    return get_encryption_config(call)


@answers("xray")
def get_encryption_config(call: Call) -> dict:
    return {"EncryptionConfig": call.store("_settings").get("encryption", {"Type": "NONE", "Status": "ACTIVE"})}


@answers("xray")
def put_resource_policy(call: Call) -> dict:
    held, name = call.store("resource-policy"), call["PolicyName"]
    revision = str(int(held.get(name, {}).get("PolicyRevisionId", "0")) + 1)
    held[name] = call.given("PolicyName", "PolicyDocument") | {"PolicyRevisionId": revision, "LastUpdatedTime": now()}
    return {"ResourcePolicy": held[name]}


@answers("xray")
def list_resource_policies(call: Call) -> dict:
    return {"ResourcePolicies": list(call.store("resource-policy").values())}


@answers("xray")
def delete_resource_policy(call: Call) -> dict:
    call.store("resource-policy").pop(call["PolicyName"], None)
    return {}


serve_tags("xray")
