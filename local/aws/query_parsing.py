"""The query and EC2 protocols: flat form parameters back to the nested data that the operation's input shape describes.

`parse` also tells which parameters no member claims: an argument AWS does not know is refused, as with JSON.
"""

from botocore.model import Shape

_NO_MEMBERS = {"Action", "Version"}
_ABSENT = object()


def parse(shape: Shape, form: dict[str, str], protocol: str) -> tuple[dict, list[str]]:
    """The nested parameters under member names, and the names that belong to no member."""
    reader = _Reader(form, protocol == "ec2")
    parameters = reader.read(shape, "")
    unknown = sorted(set(form) - reader.claimed - _NO_MEMBERS)
    unknown = [name for name in unknown if not name.startswith("X-Amz-")]
    return ({} if parameters is _ABSENT else parameters), unknown


class _Reader:
    def __init__(self, form: dict[str, str], ec2: bool):
        self.form, self.ec2, self.claimed = form, ec2, set()

    def read(self, shape: Shape, prefix: str):
        if prefix and not any(name == prefix or name.startswith(prefix + ".") for name in self.form):
            return _ABSENT
        return getattr(self, "_" + shape.type_name, self._scalar)(shape, prefix)

    def _structure(self, shape: Shape, prefix: str):
        if prefix in self.form:  # an empty structure travels as an empty value
            self.claimed.add(prefix)
        found = {}
        for name, member in shape.members.items():
            value = self.read(member, f"{prefix}.{self._name(member, name)}" if prefix else self._name(member, name))
            if value is not _ABSENT:
                found[name] = value
        return found

    def _list(self, shape: Shape, prefix: str):
        if self.form.get(prefix) == "":  # an empty list travels as an empty value
            self.claimed.add(prefix)
            return []
        if not self.ec2:
            inner = shape.member.serialization.get("name")
            if shape.serialization.get("flattened"):
                prefix = ".".join(prefix.split(".")[:-1] + [inner]) if inner else prefix
            else:
                prefix = f"{prefix}.{inner or 'member'}"
        items = [self.read(shape.member, f"{prefix}.{number}") for number in self._numbers(prefix)]
        return [item for item in items if item is not _ABSENT]

    def _map(self, shape: Shape, prefix: str):
        prefix = prefix if shape.serialization.get("flattened") else f"{prefix}.entry"
        key, value = shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")
        found = {}
        for number in self._numbers(prefix):
            item = self.read(shape.value, f"{prefix}.{number}.{value}")
            found[self.read(shape.key, f"{prefix}.{number}.{key}")] = None if item is _ABSENT else item
        return found

    def _scalar(self, shape: Shape, prefix: str):
        if prefix not in self.form:
            return _ABSENT
        self.claimed.add(prefix)
        text = self.form[prefix]
        if shape.type_name == "boolean":
            return {"true": True, "false": False}.get(text.lower(), text)
        try:
            if shape.type_name in ("integer", "long"):
                return int(text)
            return float(text) if shape.type_name in ("float", "double") else text
        except ValueError:
            return text

    def _numbers(self, prefix: str) -> list[int]:
        start = len(prefix) + 1
        return sorted({int(n) for name in self.form if name.startswith(prefix + ".") and (n := name[start:].split(".")[0]).isdigit()})

    def _name(self, shape: Shape, default: str) -> str:
        if not self.ec2:
            return shape.serialization.get("name", default)
        if "queryName" in shape.serialization:
            return shape.serialization["queryName"]
        name = shape.serialization.get("name", default)
        return name[0].upper() + name[1:]
