"""moto denies whatever a bucket policy's statement speaks of when its condition does not hold, whether it allows or denies. In AWS such a statement
does not count. The conditions of TLS-only buckets are answered as if requests came over TLS 1.3: the loopback stands in for it.
"""

import json

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.models import FakeBucket

REQUEST = {"aws:SecureTransport": "true", "s3:TlsVersion": "1.3"}

OPERATORS = {
    "Bool": lambda got, wanted: got.lower() == wanted.lower(),
    "NumericLessThan": lambda got, wanted: float(got) < float(wanted),
    "StringEquals": lambda got, wanted: got == wanted,
}


def holds(condition: dict) -> bool:
    """Whether every operator holds. One that is not known here, or a key that a local request lacks, does not."""
    for operator, keys in condition.items():
        for key, wanted in keys.items():
            values = wanted if isinstance(wanted, list) else [wanted]
            known = operator in OPERATORS and key in REQUEST
            if not known or not any(OPERATORS[operator](REQUEST[key], str(value)) for value in values):
                return False
    return True


def apply() -> None:
    def get_permission(self, action: str, resource: str) -> PermissionResult:
        if self.policy is None:
            return PermissionResult.NEUTRAL
        statements = json.loads(self.policy.decode())["Statement"]
        results = set()
        for statement in statements if isinstance(statements, list) else [statements]:
            if holds(statement.get("Condition", {})):
                plain = {name: value for name, value in statement.items() if name != "Condition"}
                results.add(IAMPolicyStatement(plain).is_action_permitted(action, resource))
        for result in (PermissionResult.DENIED, PermissionResult.PERMITTED):
            if result in results:
                return result
        return PermissionResult.NEUTRAL

    FakeBucket.get_permission = get_permission
