"""TagResource, UntagResource, ListTagsForResource for the stand-ins: one implementation, its member names read from the API model.

A resource is taggable when it sits in a store under its ARN in a member called `arn`, `Arn`, `...Arn`, `...ARN`; its tags are a plain dict in
`_tags`. An ARN that no stand-in holds is moto's.
"""

from . import answering, api_model
from .answering import TO_MOTO, Call, Fault
from .store import Store

_KEYS, _VALUES = ("Key", "key", "TagKey"), ("Value", "value", "TagValue")
_OPERATIONS = ("TagResource", "UntagResource", "ListTagsForResource")


def serve_tags(service: str) -> None:
    """Answers the service's tag operations from its stand-ins' stores."""
    for name, function in zip(_OPERATIONS, (_tag, _untag, _list), strict=True):
        if name in api_model.service_model(service).operation_names:
            answering.register(service, name, function)


def from_members(value) -> dict[str, str]:
    """Tags as a plain dict, whichever of AWS's forms they came in."""
    if isinstance(value, dict):
        return dict(value)
    return {_either(tag, *_KEYS): _either(tag, *_VALUES) for tag in value or []}


def _either(tag: dict, *names: str) -> str:
    return next(tag[name] for name in names if name in tag)


def _tagged(call: Call) -> dict | None:
    arn = next(call[name] for name in call.operation.input_shape.members if "arn" in name.lower())
    for store in Store.of_service(call.service, call.account, call.region).values():
        for resource in store.values():
            if "_tags" in resource and any(value == arn for name, value in resource.items() if name.lower().endswith("arn")):
                return resource
    if call.service in _only_stand_ins():
        raise Fault("ResourceNotFoundException", f"no such resource: {arn}")
    return None


def _only_stand_ins() -> set[str]:
    from .service_classes import without_moto

    return without_moto()


def _tag(call: Call):
    resource = _tagged(call)
    if resource is None:
        return TO_MOTO
    tags = next(call[name] for name in call.parameters if "tags" in name.lower())
    resource["_tags"] |= from_members(tags)
    return {}


def _untag(call: Call):
    resource = _tagged(call)
    if resource is None:
        return TO_MOTO
    for key in next(call[name] for name in call.parameters if "keys" in name.lower()):
        resource["_tags"].pop(key, None)
    return {}


def _list(call: Call):
    resource = _tagged(call)
    if resource is None:
        return TO_MOTO
    name, shape = next((n, s) for n, s in call.operation.output_shape.members.items() if "tags" in n.lower())
    if shape.type_name == "map":
        return {name: resource["_tags"]}
    key, value = (next(n for n in names if n in shape.member.members) for names in (_KEYS, _VALUES))
    return {name: [{key: k, value: v} for k, v in resource["_tags"].items()]}
