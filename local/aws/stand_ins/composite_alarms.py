"""CloudWatch composite alarms, beside moto's metric alarms: both share DescribeAlarms, DeleteAlarms and the tag operations."""

from ..answering import TO_MOTO, Call, answers, now
from ..tags import from_members, serve_tags


@answers("cloudwatch")
def put_composite_alarm(call: Call) -> dict:
    held, name = call.store("composite-alarm"), call["AlarmName"]
    alarm = {k: v for k, v in call.parameters.items() if k != "Tags"} | {
        "AlarmArn": call.arn(f"alarm:{name}"), "StateValue": "INSUFFICIENT_DATA", "StateReason": "embedded AWS: never evaluated",
        "ActionsEnabled": call.get("ActionsEnabled", True), "AlarmConfigurationUpdatedTimestamp": now(), "StateUpdatedTimestamp": now(),
    }  # fmt: skip
    tags = held[name]["_tags"] if name in held else from_members(call.get("Tags"))
    held[name] = alarm | {"_tags": tags}
    return {}


@answers("cloudwatch")
def describe_alarms(call: Call):
    """Composite alarms only when asked for by type, as AWS does; everything else is moto's."""
    if "CompositeAlarm" not in call.get("AlarmTypes", []):
        return TO_MOTO
    names, prefix = call.get("AlarmNames"), call.get("AlarmNamePrefix", "")
    found = [a for a in call.store("composite-alarm").values() if (not names or a["AlarmName"] in names) and a["AlarmName"].startswith(prefix)]
    return {"CompositeAlarms": found, "MetricAlarms": []}


@answers("cloudwatch")
def delete_alarms(call: Call):
    held = call.store("composite-alarm")
    ours = [name for name in call["AlarmNames"] if held.pop(name, None)]
    return {} if len(ours) == len(call["AlarmNames"]) else TO_MOTO


def _switched(call: Call, on: bool):
    held = call.store("composite-alarm")
    ours = [held[name] for name in call["AlarmNames"] if name in held]
    for alarm in ours:
        alarm["ActionsEnabled"] = on
    return {} if len(ours) == len(call["AlarmNames"]) else TO_MOTO


@answers("cloudwatch")
def enable_alarm_actions(call: Call):
    return _switched(call, True)


@answers("cloudwatch")
def disable_alarm_actions(call: Call):
    return _switched(call, False)


serve_tags("cloudwatch")
