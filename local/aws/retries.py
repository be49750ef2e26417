"""Answers by the SDK's id of an invocation, which stays the same over its attempts.

When an answer is lost on the way, or comes after the SDK has given up waiting, the SDK asks again, and a create that went through the first
time would be refused the second time. One deployment in about ten ended so (an IAM role "already exists", 2026-11); that the answer was lost is
inferred, the log of the server showed nothing. So a second attempt gets the first one's answer.
"""

import threading
from collections import OrderedDict

from werkzeug.wrappers import Response

KEPT = 512


class Retries:
    def __init__(self):
        self._answers: OrderedDict[str, tuple[int, list, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, application, environ) -> Response:
        """The application's answer; for a later attempt of an invocation that succeeded, that answer again."""
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if invocation is None or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return Response.from_app(application, environ)
        with self._lock:
            kept = self._answers.get(invocation)
        if kept is not None and not environ.get("HTTP_AMZ_SDK_REQUEST", "").startswith("attempt=1;"):
            return _response(kept)
        response = Response.from_app(application, environ, buffered=True)
        # Only what succeeded: an error that the SDK retries must be tried anew.
        if response.status_code < 300:
            with self._lock:
                self._answers[invocation] = (response.status_code, list(response.headers), response.get_data())
                while len(self._answers) > KEPT:
                    self._answers.popitem(last=False)
        return response


def _response(kept: tuple[int, list, bytes]) -> Response:
    status, headers, body = kept
    return Response(body, status, headers)
