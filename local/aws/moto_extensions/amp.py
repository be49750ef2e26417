"""moto's Prometheus workspaces drop the KMS key."""

import json

from moto.amp.models import Workspace
from moto.amp.responses import PrometheusServiceResponse


def apply() -> None:
    create, to_dict = PrometheusServiceResponse.create_workspace, Workspace.to_dict

    def create_workspace(self) -> str:
        answer = json.loads(create(self))
        key = json.loads(self.body).get("kmsKeyArn")
        if key:
            self.amp_backend.workspaces[answer["workspaceId"]].kms_key_arn = key
            answer["kmsKeyArn"] = key
        return json.dumps(answer)

    def to_dict_with_key(self) -> dict:
        key = getattr(self, "kms_key_arn", None)
        return to_dict(self) | ({"kmsKeyArn": key} if key else {})

    PrometheusServiceResponse.create_workspace = create_workspace
    Workspace.to_dict = to_dict_with_key
