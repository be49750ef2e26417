"""A request as the data its API model describes, for validation: the operation, and the parameters under their wire names.

Read: JSON, REST-JSON, query and EC2 (query_parsing.py), RPC-v2 CBOR. Of REST-XML (S3) only what travels in the URI, the query string and
the headers is read, not the XML body. A request no operation of the model matches is nobody's business here: moto answers it.
"""

import json

from botocore.model import Shape
from moto.core.model import OperationModel
from moto.core.request import Request

from . import api_model, query_parsing
from .request_validation import UNREAD


class Unreadable(Exception):
    """The request cannot be read as its protocol says; the message says why."""


class Asked:
    """One request: operation, protocol, labels of the URI, and the parameters to be validated."""

    def __init__(self, operation: OperationModel, protocol: str, labels: dict, parameters: dict, unknown: list[str]):
        self.operation, self.protocol, self.labels = operation, protocol, labels
        self.parameters, self.unknown = parameters, unknown


def read(service: str, request: Request) -> Asked | None:
    """What a request asks for; None where the model has no such operation."""
    model = api_model.service_model(service)
    if model is None:
        return None
    protocol = api_model.protocol_of(model, request)
    found = api_model.match(model, protocol, request)
    if found is None:
        return None
    operation, labels = found
    shape, unknown = operation.input_shape, []
    if shape is None:
        parameters = {}
    elif protocol == "json":
        parameters = _json(request)
    elif protocol == "smithy-rpc-v2-cbor":
        parameters = _cbor(request)
    elif protocol in ("query", "ec2"):
        parameters, unknown = query_parsing.parse(shape, dict(request.values.items()), protocol)
    else:
        parameters = _rest(shape, request, labels, with_body=protocol == "rest-json")
    return Asked(operation, protocol, labels, parameters, unknown)


def _json(request: Request) -> dict:
    try:
        parameters = json.loads(request.get_data() or b"{}")
    except ValueError as fault:
        raise Unreadable(f"the body is not JSON: {fault}") from fault
    if not isinstance(parameters, dict):
        raise Unreadable("the body is not a JSON object")
    return parameters


def _cbor(request: Request) -> dict:
    from io import BufferedReader, BytesIO

    from botocore.parsers import RpcV2CBORParser

    body = request.get_data()
    return RpcV2CBORParser().parse_data_item(BufferedReader(BytesIO(body))) if body else {}


def _rest(shape: Shape, request: Request, labels: dict, with_body: bool) -> dict:
    parameters, payload = {}, shape.serialization.get("payload")
    if with_body and not payload:
        parameters |= _json(request)
    for name, member in shape.members.items():
        where, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if where == "uri" and wire in labels:
            parameters[name] = _from_text(member, [labels[wire]])
        elif where == "querystring" and wire in request.args:
            parameters[name] = _from_text(member, request.args.getlist(wire))
        elif where == "header" and wire in request.headers:
            parameters[name] = _from_text(member, [request.headers[wire]])
        elif where is None and not with_body:
            parameters[name] = UNREAD
        elif name == payload:
            parameters[name] = _payload(member, request)
    return {name: value for name, value in parameters.items() if value is not None}


def _payload(member: Shape, request: Request):
    if member.type_name == "structure":
        return _json(request)
    return request.get_data() or None


def _from_text(member: Shape, values: list[str]):
    """A value of URI, query string or header as its type; None (not checked) where the text has no such form."""
    if member.type_name == "list":
        return values
    text = values[0]
    if member.type_name in ("integer", "long"):
        return int(text) if text.lstrip("-").isdigit() else None
    if member.type_name == "boolean":
        return text.lower() == "true"
    return text if member.type_name == "string" and not member.serialization.get("jsonvalue") else None
