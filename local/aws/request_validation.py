"""What AWS's API model says against a request: required and unknown members, type, enum, pattern, length, range, size.

`faults(shape, value, path)` yields one sentence per fault. `value` is plain JSON-like data with wire or member names; blobs are
base64 text or bytes, timestamps are not looked at. A pattern of the model that cannot be read is skipped and named once on stderr.
"""

import base64
import binascii
import sys
from collections.abc import Iterator
from functools import lru_cache

import regex
from botocore.model import Shape, StructureShape

UNREAD = object()
"""Stands for a part of a request that nobody has read (an XML body): there, but not checked."""

_KINDS = {
    "structure": dict, "map": dict, "list": list, "string": str, "boolean": bool,
    "integer": int, "long": int, "float": (int, float), "double": (int, float),
}  # fmt: skip


@lru_cache(None)
def readable_pattern(pattern: str):
    """A pattern of the model as a compiled expression. They are Java's: surrogate pairs become code points, and the whole value must match."""
    python = pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF").replace(r"\ud800\udc00-\udbff\udfff", r"\U00010000-\U0010FFFF")
    try:
        return regex.compile("(?:" + python.removeprefix("^").removesuffix("$") + r")\Z")
    except regex.error as fault:
        print(f"embedded AWS: a pattern of the API model is not checked: {pattern}: {fault}", file=sys.stderr)
        return None


@lru_cache(None)
def _wire_members(shape: StructureShape) -> dict[str, Shape]:
    return {member.serialization.get("name", name): member for name, member in shape.members.items()} | dict(shape.members)


def faults(shape: Shape, value, path: str) -> Iterator[str]:
    """Every fault of `value` against `shape`, each as one sentence that starts with the value's path."""
    if value is None or value is UNREAD:
        return
    kind = _KINDS.get(shape.type_name)
    if kind and getattr(shape, "is_document_type", False) is False and not shape.serialization.get("jsonvalue"):
        if not isinstance(value, kind) or (isinstance(value, bool) and shape.type_name != "boolean"):
            if not (shape.type_name in ("integer", "long") and isinstance(value, float) and value.is_integer()):
                yield f"{path} is {_shown(value)}, expected a {shape.type_name}"
                return
    check = _CHECKS.get(shape.type_name)
    if check:
        yield from check(shape, value, path)


def _structure(shape: StructureShape, value: dict, path: str) -> Iterator[str]:
    if shape.is_document_type:
        return
    wire = _wire_members(shape)
    for name in shape.required_members:
        member = shape.members[name]
        if value.get(name) is None and value.get(member.serialization.get("name", name)) is None:
            yield f"{path}.{name} is required"
    if shape.is_tagged_union and len([v for v in value.values() if v is not None]) != 1:
        yield f"{path} must have exactly one of {', '.join(shape.members)}"
    for key, item in value.items():
        if key in wire:
            yield from faults(wire[key], item, f"{path}.{key}")
        elif key != "__type":
            yield f"{path}.{key} is not a member"


def _list(shape, value: list, path: str) -> Iterator[str]:
    yield from _size(shape, len(value), "items", path)
    for index, item in enumerate(value):
        yield from faults(shape.member, item, f"{path}[{index}]")


def _map(shape, value: dict, path: str) -> Iterator[str]:
    yield from _size(shape, len(value), "entries", path)
    for key, item in value.items():
        yield from faults(shape.key, key, f"{path} key {key!r}")
        yield from faults(shape.value, item, f"{path}[{key}]")


def _string(shape, value: str, path: str) -> Iterator[str]:
    if shape.enum and value not in shape.enum:
        yield f"{path} is {_shown(value)}, allowed: {', '.join(shape.enum[:12])}{', ...' if len(shape.enum) > 12 else ''}"
    yield from _size(shape, len(value), "characters", path)
    pattern = shape.metadata.get("pattern")
    if pattern and (readable := readable_pattern(pattern)) and not readable.match(value):
        yield f"{path} is {_shown(value)}, which does not match {pattern[:100]}"


def _blob(shape, value, path: str) -> Iterator[str]:
    if isinstance(value, str):
        try:
            value = base64.b64decode(value, validate=True)
        except binascii.Error:
            yield f"{path} is not base64"
            return
    yield from _size(shape, len(value), "bytes", path)


def _number(shape, value, path: str) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if (low is not None and value < low) or (high is not None and value > high):
        yield f"{path} is {value}, allowed: {_range(low, high)}"


def _size(shape, size: int, of: str, path: str) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if (low is not None and size < low) or (high is not None and size > high):
        yield f"{path} has {size} {of}, allowed: {_range(low, high)}"


def _range(low, high) -> str:
    return f"{'' if low is None else low}..{'' if high is None else high}"


def _shown(value) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


_CHECKS = {
    "structure": _structure, "list": _list, "map": _map, "string": _string, "blob": _blob,
    "integer": _number, "long": _number, "float": _number, "double": _number,
}  # fmt: skip
