"""AWS's own API model of every service, as botocore ships it: which service a request means, and its operations.

Loading a model costs 10 ms (grafana) to 1 s (ec2), so every model and every router is made once and kept.
moto's routers match REST paths; they are given botocore's plain model here, not moto's extended copy of it.
"""

import re
from functools import lru_cache

import botocore.exceptions
import botocore.loaders
from moto.core.model import OperationModel, ServiceModel
from moto.core.request import Request
from moto.core.routing import ProtocolRouter, get_router_class
from werkzeug.exceptions import HTTPException

# The name in the SigV4 credential scope, where it differs from botocore's name of the model.
MODEL_NAMES = {
    "aps": "amp",
    "elasticloadbalancing": "elbv2",
    "es": "opensearch",
    "monitoring": "cloudwatch",
    "states": "stepfunctions",
    "tagging": "resourcegroupstaggingapi",
}
_CREDENTIAL_SCOPE = re.compile(r"Credential=([^/,]+)/\d+/([^/]+)/([^/]+)/aws4_request")
_loader = botocore.loaders.Loader()


def caller(headers) -> tuple[str, str, str] | None:
    """Access key, region and model name of a signed request; None for an unsigned one."""
    scope = _CREDENTIAL_SCOPE.search(headers.get("Authorization", ""))
    if not scope:
        return None
    access_key, region, signing_name = scope.groups()
    return access_key, region, MODEL_NAMES.get(signing_name, signing_name)


@lru_cache(None)
def service_model(name: str) -> ServiceModel | None:
    """The service's model, or None where botocore has no service of that name."""
    try:
        return ServiceModel(_loader.load_service_model(name, "service-2"), name)
    except botocore.exceptions.BotoCoreError:
        return None


@lru_cache(None)
def operation(service: str, name: str) -> OperationModel:
    return service_model(service).operation_model(name)


def protocol_of(model: ServiceModel, request: Request) -> str:
    """The protocol this request speaks; a few services (CloudWatch) speak several."""
    spoken = model.metadata.get("protocols") or [model.metadata["protocol"]]
    content_type = request.headers.get("Content-Type", "")
    if request.headers.get("smithy-protocol") == "rpc-v2-cbor":
        return "smithy-rpc-v2-cbor"
    if "x-amz-json" in content_type and "json" in spoken:
        return "json"
    if content_type.startswith("application/x-www-form-urlencoded") and model.service_name != "s3":
        return "ec2" if "ec2" in spoken else "query"
    return spoken[0]


@lru_cache(None)
def _router(service: str, protocol: str) -> ProtocolRouter | None:
    router = get_router_class(service, protocol)
    return router(service_model(service)) if router else None


def match(model: ServiceModel, protocol: str, request: Request) -> tuple[OperationModel, dict] | None:
    """The operation a request asks for and the labels of its URI; None when the model knows no such request."""
    if protocol == "smithy-rpc-v2-cbor":
        name = request.path.rpartition("/")[2]
        return (operation(model.service_name, name), {}) if name in model.operation_names else None
    router = _router(model.service_name, protocol)
    if router is None:
        return None
    try:
        return router.match(request)
    except HTTPException:
        return None
