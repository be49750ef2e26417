"""Amazon DevOps Guru: resource collection, notification channels, event sources, service integration. All but channels are one per account."""

import uuid

from ..answering import Call, Fault, answers


def _collection(call: Call) -> dict:
    return call.store("resource-collection")


@answers("devops-guru")
def update_resource_collection(call: Call) -> dict:
    """ADD and REMOVE stack names or tag values; a kind that becomes empty is gone."""
    held, add = _collection(call), call["Action"] == "ADD"
    stacks = call["ResourceCollection"].get("CloudFormation", {}).get("StackNames", [])
    _change(held, "AWS_CLOUD_FORMATION", stacks, add)
    for tag in call["ResourceCollection"].get("Tags", []):
        _change(held, f"AWS_TAGS:{tag['AppBoundaryKey']}", tag["TagValues"], add)
    return {}


def _change(held: dict, key: str, values: list[str], add: bool) -> None:
    current = held.get(key, [])
    left = [*current, *(v for v in values if v not in current)] if add else [v for v in current if v not in values]
    held.pop(key, None)
    if left:
        held[key] = left


@answers("devops-guru")
def get_resource_collection(call: Call) -> dict:
    held, kind = _collection(call), call["ResourceCollectionType"]
    if kind == "AWS_TAGS":
        tags = [{"AppBoundaryKey": key.split(":", 1)[1], "TagValues": values} for key, values in held.items() if key.startswith(kind)]
        if not tags:
            raise _missing("no resource collection of tags")
        return {"ResourceCollection": {"Tags": tags}}
    stacks = held.get("AWS_CLOUD_FORMATION")
    if not stacks:
        raise _missing("no resource collection")
    return {"ResourceCollection": {"CloudFormation": {"StackNames": stacks}}}


def _missing(message: str) -> Fault:
    return Fault("ResourceNotFoundException", message, ResourceId="", ResourceType="")


@answers("devops-guru")
def add_notification_channel(call: Call) -> dict:
    key = str(uuid.uuid4())
    call.store("notification-channel")[key] = {"Id": key, "Config": call["Config"]}
    return {"Id": key}


@answers("devops-guru")
def list_notification_channels(call: Call) -> dict:
    return {"Channels": list(call.store("notification-channel").values())}


@answers("devops-guru")
def remove_notification_channel(call: Call) -> dict:
    call.store("notification-channel").take(call["Id"])
    return {}


@answers("devops-guru")
def update_event_sources_config(call: Call) -> dict:
    call.store("_settings")["event-sources"] = call.get("EventSources", {})
    return {}


@answers("devops-guru")
def describe_event_sources_config(call: Call) -> dict:
    return {"EventSources": call.store("_settings").get("event-sources", {"AmazonCodeGuruProfiler": {"Status": "DISABLED"}})}


_UNCHANGED = {
    "OpsCenter": {"OptInStatus": "DISABLED"},
    "LogsAnomalyDetection": {"OptInStatus": "DISABLED"},
    "KMSServerSideEncryption": {"OptInStatus": "DISABLED", "Type": "AWS_OWNED_KMS_KEY"},
}


@answers("devops-guru")
def update_service_integration(call: Call) -> dict:
    held = call.store("_settings").setdefault("service-integration", {name: dict(value) for name, value in _UNCHANGED.items()})
    for name, value in call["ServiceIntegration"].items():
        held[name] |= value
    return {}


@answers("devops-guru")
def describe_service_integration(call: Call) -> dict:
    return {"ServiceIntegration": call.store("_settings").get("service-integration", _UNCHANGED)}
