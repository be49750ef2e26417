"""What the stand-ins hold: per service, kind of resource, account and region an ordered dict from key to resource (a plain dict).

Kinds whose name starts with an underscore are settings of an account or a part of another resource: kept, but not counted as left over.
"""

import threading

from .fault import Fault


class Store(dict):
    """Resources of one kind in one account and region. Missing ones are reported with the service's own error by `need`."""

    _all: dict[tuple[str, str, str, str], "Store"] = {}
    _lock = threading.Lock()

    @classmethod
    def of(cls, service: str, kind: str, account: str, region: str) -> "Store":
        with cls._lock:
            return cls._all.setdefault((service, kind, account, region), cls())

    @classmethod
    def of_service(cls, service: str, account: str, region: str) -> dict[str, "Store"]:
        """Every store of a service in one account and region, by kind."""
        with cls._lock:
            return {k: store for (s, k, a, r), store in cls._all.items() if (s, a, r) == (service, account, region)}

    @classmethod
    def left(cls) -> list[dict]:
        """What is still there, for the inventory."""
        with cls._lock:
            stores = list(cls._all.items())
        return [
            {"service": service, "type": kind, "account": account, "region": region, "ids": ids}
            for (service, kind, account, region), store in sorted(stores)
            if not kind.startswith("_") and (ids := [str(key) if isinstance(key, str) else "/".join(map(str, key)) for key in store])
        ]

    @classmethod
    def clear_all(cls) -> None:
        with cls._lock:
            cls._all.clear()

    def need(self, key, code: str = "ResourceNotFoundException", **members) -> dict:
        if key not in self:
            name = key if isinstance(key, str) else "/".join(key)
            raise Fault(code, f"no such resource: {name}", **members)
        return self[key]

    def take(self, key, code: str = "ResourceNotFoundException", **members) -> dict:
        """The resource, removed."""
        self.need(key, code, **members)
        return self.pop(key)

    def find(self, member: str, value) -> dict | None:
        """The first resource whose member has the value."""
        return next((resource for resource in self.values() if resource.get(member) == value), None)
