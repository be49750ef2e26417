"""One embedded AWS in the test's own process, on a free port, and clients for it. Started once for all test files."""

import json
import sys
import threading
import urllib.request
from functools import lru_cache
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "local"))

import boto3  # noqa: E402
from botocore.config import Config  # noqa: E402

REGION = "eu-central-1"


@lru_cache(None)
def server():
    from aws.server import make

    running = make(0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    return running


def url() -> str:
    return f"http://127.0.0.1:{server().port}"


def client(service: str):
    """A client that leaves the checking of requests to the server."""
    keys = {"aws_access_key_id": "local", "aws_secret_access_key": "local", "region_name": REGION}
    config = Config(parameter_validation=False, retries={"max_attempts": 0}, inject_host_prefix=False)
    return boto3.client(service, endpoint_url=url(), config=config, **keys)


def page(name: str):
    with urllib.request.urlopen(f"{url()}/_local/{name}") as answer:
        return json.load(answer)


def send(method: str, path: str, service: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
    """A hand-written request, signed in name only."""
    scope = f"AWS4-HMAC-SHA256 Credential=local/20260101/{REGION}/{service}/aws4_request, SignedHeaders=host, Signature=x"
    sent = {"Authorization": scope, **{name.replace("_", "-"): value for name, value in headers.items()}}
    request = urllib.request.Request(url() + path, body or None, sent, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()
