"""Counts of what passed the model's check and what was refused, for `GET /_local/requests`."""

import threading
from collections import Counter, deque


class RequestCounts:
    """Per service: requests checked, refused, and those the model has no operation for; and the last 20 refusals' text."""

    def __init__(self):
        self._lock = threading.Lock()
        self._checked, self._refused, self._unknown, self._stand_in = Counter(), Counter(), Counter(), Counter()
        self._refusals: deque[str] = deque(maxlen=20)

    def checked(self, service: str) -> None:
        with self._lock:
            self._checked[service] += 1

    def not_in_model(self, service: str) -> None:
        with self._lock:
            self._unknown[service] += 1

    def answered_by_stand_in(self, service: str) -> None:
        with self._lock:
            self._stand_in[service] += 1

    def refused(self, service: str, text: str) -> None:
        with self._lock:
            self._refused[service] += 1
            self._refusals.append(text)

    def summary(self) -> dict:
        with self._lock:
            return {
                "checked": self._checked.total(),
                "refused": self._refused.total(),
                "standIn": self._stand_in.total(),
                "notInModel": self._unknown.total(),
                "perService": {
                    service: {
                        "checked": self._checked[service], "refused": self._refused[service],
                        "standIn": self._stand_in[service], "notInModel": self._unknown[service],
                    }
                    for service in sorted({*self._checked, *self._refused, *self._unknown})
                },
                "lastRefusals": list(self._refusals),
            }  # fmt: skip
