"""moto's queues write their redrive policy with spaces, a difference in every plan, do not return the redrive allow policy, lose their policy
when any other attribute changes, and have both kinds of encryption at once.
"""

import json

from moto.sqs.models import Queue


def apply() -> None:
    Queue.redrive_allow_policy = None
    Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")
    attributes, set_attributes = Queue.attributes.fget, Queue._set_attributes

    def compact(self) -> dict:
        found = attributes(self)
        if self.redrive_policy:
            found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        if not self.redrive_allow_policy:  # taken back by an empty text
            del found["RedriveAllowPolicy"]
        return found

    def set_some(self, attributes: dict, now: float | None = None) -> None:
        kept = getattr(self, "policy", None)
        set_attributes(self, _with_one_encryption(attributes), now)
        if "Policy" not in attributes:
            self.policy = kept

    Queue.attributes, Queue._set_attributes = property(compact), set_some


def _with_one_encryption(attributes: dict) -> dict:
    """A key of KMS takes the place of SQS's own encryption, and the other way round."""
    if attributes.get("KmsMasterKeyId"):
        return attributes | {"SqsManagedSseEnabled": False}
    if "KmsMasterKeyId" in attributes:  # taken back by an empty text
        return attributes | {"KmsMasterKeyId": None}
    if str(attributes.get("SqsManagedSseEnabled")).lower() == "true":
        return attributes | {"KmsMasterKeyId": None}
    return attributes
