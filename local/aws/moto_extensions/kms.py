"""moto's KMS keys rotate without a period, and cannot be deleted by ARN."""

import json

from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse


def apply() -> None:
    enable, status = KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status

    def key_of(response):
        backend = response.kms_backend
        return backend.keys[backend.get_key_id(response._get_param("KeyId"))]

    def enable_key_rotation(self) -> str:
        answer = enable(self)
        key_of(self).rotation_period = self._get_param("RotationPeriodInDays") or 365
        return answer

    def get_key_rotation_status(self) -> str:
        answer = json.loads(status(self))
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = getattr(key_of(self), "rotation_period", 365)
        return json.dumps(answer)

    delete = KmsBackend.schedule_key_deletion

    def schedule_key_deletion(self, key_id: str, *rest, **named):
        return delete(self, self.get_key_id(key_id), *rest, **named)

    KmsBackend.schedule_key_deletion = schedule_key_deletion
    KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status = enable_key_rotation, get_key_rotation_status
