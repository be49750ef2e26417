"""The WSGI application every request meets: our own pages, the model's check, stand-ins, moto. In this order."""

import io
import json
import os
import time
import uuid

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.request import Request
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.wrappers import Response

from . import VERSION, answering, api_model, inventory, moto_extensions, request_parsing, service_classes, stand_ins
from .answering import TO_MOTO, Call, Fault
from .request_counts import RequestCounts
from .request_validation import faults
from .retries import Retries

_SHOWN_FAULTS = 5


class Front:
    """The embedded AWS as a WSGI application. `last_request` (monotonic seconds) is for the idle timeout."""

    def __init__(self):
        moto_extensions.apply()
        stand_ins.register()
        self.boot_id, self.counts, self.last_request = str(uuid.uuid4()), RequestCounts(), time.monotonic()
        self._retries = Retries()
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._pages = {
            "/_local/health": self._health,
            "/_local/inventory": inventory.left,
            "/_local/classes": service_classes.classes,
            "/_local/requests": self.counts.summary,
        }

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] in self._pages:
            return _json(self._pages[environ["PATH_INFO"]]())(environ, start_response)
        self.last_request = time.monotonic()
        return self._retries.answer(self._answer, environ)(environ, start_response)

    def _answer(self, environ, start_response):
        environ["wsgi.input"] = io.BytesIO(_body(environ))
        response = self._ours(Request(environ))
        if response is not None:
            return response(environ, start_response)
        environ["wsgi.input"].seek(0)
        environ.pop("werkzeug.request", None)
        return self._moto(environ, start_response)

    def _ours(self, request: Request) -> Response | None:
        """A refusal or a stand-in's answer; None when the request is moto's."""
        caller = api_model.caller(request.headers)
        if caller is None:
            return None
        access_key, region, service = caller
        try:
            asked = request_parsing.read(service, request)
        except request_parsing.Unreadable as fault:
            self.counts.refused(service, f"{service}: {fault}")
            return Response(json.dumps({"__type": "SerializationException", "message": str(fault)}), 400, {"x-amzn-errortype": "SerializationException"})
        if asked is None:
            self.counts.not_in_model(service)
            return None
        refusal = self._refusal(service, asked)
        return refusal or self._stand_in(service, asked, request, access_key, region)

    def _refusal(self, service: str, asked) -> Response | None:
        name, wrong = asked.operation.name, []
        if asked.operation.input_shape is not None:
            wrong = [f"{name}.{unknown} is not a member" for unknown in asked.unknown]
            wrong += faults(asked.operation.input_shape, asked.parameters, name)
        self.counts.checked(service)
        if not wrong:
            return None
        text = "; ".join(wrong[:_SHOWN_FAULTS]) + (f"; and {len(wrong) - _SHOWN_FAULTS} more" if len(wrong) > _SHOWN_FAULTS else "")
        self.counts.refused(service, f"{service}: {text}")
        return answering.fault_response(asked, Fault("ValidationException", f"AWS's API model refuses this request: {text}"))

    def _stand_in(self, service: str, asked, request: Request, access_key: str, region: str) -> Response | None:
        function = answering.answer_to(service, asked.operation.name)
        if function is None:
            return None
        from_terraform = "terraform-provider-aws" in request.headers.get("User-Agent", "")
        call = Call(service, asked.operation, _account(access_key), region, answering.parameters_of(asked, request), from_terraform)
        try:
            result = function(call)
        except Fault as fault:
            result = fault
        if result is TO_MOTO:
            return None
        self.counts.answered_by_stand_in(service)
        return answering.written(asked, result)

    def _health(self) -> dict:
        return {"bootId": self.boot_id, "pid": os.getpid(), "version": VERSION, "account": DEFAULT_ACCOUNT_ID}


def _account(access_key: str) -> str:
    from moto.iam.models import get_account_id_from

    return get_account_id_from(access_key)


def _body(environ) -> bytes:
    """The whole body, read once; chunked transfers too, which werkzeug hands over decoded."""
    if environ.get("wsgi.input_terminated"):
        return environ["wsgi.input"].read()
    length = environ.get("CONTENT_LENGTH")
    return environ["wsgi.input"].read(int(length)) if length else b""


def _json(value) -> Response:
    return Response(json.dumps(value, indent=2), 200, {"content-type": "application/json"})
