"""Answers by the SDK's id of an invocation, which stays the same over its attempts.

When an answer is lost on the way, or comes after the SDK has given up waiting, the SDK asks again, and a create that went through the first
time would be refused the second time. One deployment in about ten ended so (an IAM role "already exists", 2026-11); that the answer was lost is
inferred, the log of the server showed nothing. So a second attempt gets the first one's answer, and waits for it while it is being made.
"""

import threading
from collections import OrderedDict

from werkzeug.wrappers import Response

KEPT = 512


class _Invocation:
    """One attempt at a time, and the answer of the one that succeeded."""

    def __init__(self):
        self.turn = threading.Lock()
        self.answer: tuple[int, list, bytes] | None = None


class Retries:
    def __init__(self):
        self._invocations: OrderedDict[str, _Invocation] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, application, environ) -> Response:
        """The application's answer; for a later attempt of an invocation that succeeded, that answer again."""
        key = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if key is None or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return Response.from_app(application, environ)
        invocation = self._of(key)
        with invocation.turn:
            if invocation.answer is not None and not environ.get("HTTP_AMZ_SDK_REQUEST", "").startswith("attempt=1;"):
                return _response(invocation.answer)
            response = Response.from_app(application, environ, buffered=True)
            # Only what succeeded: an error that the SDK retries must be tried anew.
            if response.status_code < 300:
                invocation.answer = (response.status_code, list(response.headers), response.get_data())
            return response

    def _of(self, key: str) -> _Invocation:
        with self._lock:
            invocation = self._invocations.setdefault(key, _Invocation())
            while len(self._invocations) > KEPT:
                self._invocations.popitem(last=False)
            return invocation


def _response(kept: tuple[int, list, bytes]) -> Response:
    status, headers, body = kept
    return Response(body, status, headers)
