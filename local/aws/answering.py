"""The shared core of everything we answer ourselves: the register of operations, the call an operation gets, and its answer on the wire.

An operation is a function `(call) -> dict` in a file of stand_ins/ or moto_extensions/, registered under the service's name in botocore.
Its parameters come parsed, and its result is written out, by the operation's own shapes in AWS's API model: names, nesting, blobs and
timestamps (datetime in, the model's format out) are the model's business, not the stand-in's. What a result holds beyond the shape is dropped.
"""

from collections.abc import Callable
from datetime import datetime, timezone

from botocore import xform_name
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request
from moto.core.serialize import get_serializer_class
from werkzeug.wrappers import Response

from . import api_model
from .fault import Fault
from .store import Store

TO_MOTO = object()
"""What an operation returns when the request is moto's after all (tags of one of moto's resources, say)."""

_OPERATIONS: dict[tuple[str, str], Callable] = {}


class Call:
    """One request to an operation of ours: who asks, where, and for what."""

    def __init__(self, service: str, operation, account: str, region: str, parameters: dict, from_terraform: bool = False):
        self.service, self.operation, self.account, self.region, self.parameters = service, operation, account, region, parameters
        self.from_terraform = from_terraform

    def __getitem__(self, name: str):
        return self.parameters[name]

    def get(self, name: str, default=None):
        return self.parameters.get(name, default)

    def given(self, *names: str) -> dict:
        """The named parameters, those that were sent."""
        return {name: self.parameters[name] for name in names if name in self.parameters}

    def arn(self, resource: str, service: str | None = None) -> str:
        return f"arn:aws:{service or self.service}:{self.region}:{self.account}:{resource}"

    def store(self, kind: str) -> Store:
        """What this account and region hold of one kind of resource."""
        return Store.of(self.service, kind, self.account, self.region)


def answers(service: str):
    """Registers the decorated function as the answer to the operation of its name: `create_sink` answers CreateSink."""

    def register(function):
        names = {xform_name(name): name for name in api_model.service_model(service).operation_names}
        _OPERATIONS[service, names[function.__name__]] = function
        return function

    return register


def answer_to(service: str, operation: str) -> Callable | None:
    return _OPERATIONS.get((service, operation))


def register(service: str, operation: str, function: Callable) -> None:
    _OPERATIONS.setdefault((service, operation), function)


def registered() -> list[tuple[str, str]]:
    return sorted(_OPERATIONS)


def now() -> datetime:
    return datetime.now(timezone.utc).replace(microsecond=0)


def parameters_of(asked, request: Request) -> dict:
    """The request's parameters under member names, blobs decoded, read with moto's parser of the protocol."""
    if asked.operation.input_shape is None:
        return {}
    sent = {
        "method": request.method, "values": request.values, "headers": request.headers,
        "body": request.get_data(), "url_path": request.path, "url_params": asked.labels,
    }  # fmt: skip
    return PROTOCOL_PARSERS[asked.protocol](asked.operation).parse(sent)


def written(asked, result) -> Response:
    """A result, or a Fault, as the HTTP response the protocol asks for."""
    if isinstance(result, Fault):
        return fault_response(asked, result)
    serializer = get_serializer_class(asked.operation.service_model.service_name, asked.protocol)
    answer = serializer(asked.operation).serialize(result or {})
    return Response(answer["body"], answer["status_code"], answer["headers"])


def fault_response(asked, fault: Fault) -> Response:
    """An error in the protocol's form, with the HTTP status of the error's shape in the model."""
    import json
    from xml.sax.saxutils import escape

    shape = next((s for s in asked.operation.service_model.error_shapes if fault.code in (s.name, s.error_code)), None)
    error = shape.metadata.get("error", {}) if shape is not None else {}
    status, code, message = error.get("httpStatusCode", 400), error.get("code", fault.code), escape(fault.message)
    if asked.protocol in ("json", "rest-json"):
        body = {"__type": fault.code, "message": fault.message, "Message": fault.message} | fault.members
        kind = "application/json" if asked.protocol == "rest-json" else "application/x-amz-json-1.1"
        return Response(json.dumps(body), status, {"x-amzn-errortype": fault.code, "content-type": kind})
    if asked.protocol == "ec2":
        body = f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>local</RequestID></Response>"
    elif asked.protocol == "query":
        body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>local</RequestId></ErrorResponse>"
    elif asked.protocol == "rest-xml":
        body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    else:
        return _cbor_fault(fault, status)
    return Response(body, status, {"content-type": "text/xml"})


def _cbor_fault(fault: Fault, status: int) -> Response:
    def text(value: str) -> bytes:
        raw = value.encode()
        return b"\x7a" + len(raw).to_bytes(4, "big") + raw

    body = b"\xa2" + text("__type") + text(fault.code) + text("message") + text(fault.message)
    return Response(body, status, {"smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor"})
