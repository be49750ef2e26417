"""moto's queues write their redrive policy with spaces, a difference in every plan, and do not return the redrive allow policy."""

import json

from moto.sqs.models import Queue


def apply() -> None:
    Queue.redrive_allow_policy = None
    Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")
    attributes = Queue.attributes.fget

    def compact(self) -> dict:
        found = attributes(self)
        if self.redrive_policy:
            found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        if not self.redrive_allow_policy:  # taken back by an empty text
            del found["RedriveAllowPolicy"]
        return found

    Queue.attributes = property(compact)
