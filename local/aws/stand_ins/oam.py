"""CloudWatch Observability Access Manager: the sink of the monitoring account, its policy, and links to it."""

import uuid

from ..answering import Call, Fault, answers
from ..tags import serve_tags


def _held(call: Call, kind: str, identifier: str) -> dict:
    """By ARN or by id; AWS takes both."""
    held = call.store(kind)
    return held.need(identifier.rpartition("/")[2])


def _shown(resource: dict) -> dict:
    return resource | {"Tags": resource["_tags"]}


@answers("oam")
def create_sink(call: Call) -> dict:
    if call.store("sink"):
        raise Fault("ConflictException", "this account and region already has a sink")
    key = str(uuid.uuid4())
    sink = {"Arn": call.arn(f"sink/{key}"), "Id": key, "Name": call["Name"], "_tags": call.get("Tags", {}), "_policy": None}
    call.store("sink")[key] = sink
    return _shown(sink)


@answers("oam")
def get_sink(call: Call) -> dict:
    return _shown(_held(call, "sink", call["Identifier"]))


@answers("oam")
def list_sinks(call: Call) -> dict:
    return {"Items": list(call.store("sink").values())}


@answers("oam")
def delete_sink(call: Call) -> dict:
    sink = _held(call, "sink", call["Identifier"])
    if call.store("link").find("SinkArn", sink["Arn"]):
        raise Fault("ConflictException", "the sink still has links")
    del call.store("sink")[sink["Id"]]
    return {}


@answers("oam")
def put_sink_policy(call: Call) -> dict:
    sink = _held(call, "sink", call["SinkIdentifier"])
    sink["_policy"] = call["Policy"]
    return get_sink_policy(call)


@answers("oam")
def get_sink_policy(call: Call) -> dict:
    sink = _held(call, "sink", call["SinkIdentifier"])
    if sink["_policy"] is None:
        raise Fault("ResourceNotFoundException", "the sink has no policy")
    return {"SinkArn": sink["Arn"], "SinkId": sink["Id"], "Policy": sink["_policy"]}


@answers("oam")
def create_link(call: Call) -> dict:
    key = str(uuid.uuid4())
    link = call.given("LabelTemplate", "ResourceTypes", "LinkConfiguration")
    link |= {"Arn": call.arn(f"link/{key}"), "Id": key, "Label": call["LabelTemplate"], "SinkArn": call["SinkIdentifier"]}
    call.store("link")[key] = link | {"_tags": call.get("Tags", {})}
    return _shown(call.store("link")[key])


@answers("oam")
def get_link(call: Call) -> dict:
    return _shown(_held(call, "link", call["Identifier"]))


@answers("oam")
def update_link(call: Call) -> dict:
    link = _held(call, "link", call["Identifier"])
    link |= call.given("ResourceTypes", "LinkConfiguration")
    return _shown(link)


@answers("oam")
def delete_link(call: Call) -> dict:
    del call.store("link")[_held(call, "link", call["Identifier"])["Id"]]
    return {}


@answers("oam")
def list_links(call: Call) -> dict:
    return {"Items": list(call.store("link").values())}


serve_tags("oam")
