"""The process: binds loopback only, one thread a request, leaves by itself when nobody asks any more."""

import errno
import os
import signal
import sys
import threading
import time

# Before moto is imported: without it AWS's managed policies do not exist.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")

HOST = "127.0.0.1"


class PortTaken(Exception):
    """Somebody else listens on the port."""


def make(port: int):
    """A bound, threaded server (port 0: a free one) around a new Front. Not yet serving: call `serve_forever`."""
    import logging
    import socket

    from werkzeug.serving import make_server

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as fault:
        if fault.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortTaken(f"port {port} on {HOST} cannot be used ({fault.strerror.lower()}); choose another with --port, or 0 for a free one") from fault
        raise
    listener.listen(128)

    from moto.moto_server.werkzeug_app import MotoRequestHandler

    from .front import Front

    class QuietHandler(MotoRequestHandler):
        """HTTP/1.1 for kept connections, and no line per request."""

        protocol_version = "HTTP/1.1"

        def log_request(self, *_):
            pass

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    port = listener.getsockname()[1]
    os.environ["MOTO_PORT"] = str(port)
    front = Front()
    server = make_server(HOST, port, front, threaded=True, request_handler=QuietHandler, fd=listener.detach())
    server.daemon_threads = True
    server.front = front
    return server


def serve(port: int, idle_timeout_seconds: float) -> int:
    """Serves until SIGTERM, SIGINT or the idle timeout; the exit code."""
    try:
        server = make(port)
    except PortTaken as fault:
        print(f"embedded AWS: {fault}", file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    threading.Thread(target=_leave_when_idle, args=(server.front, idle_timeout_seconds), daemon=True).start()
    print(f"listening on http://{HOST}:{server.port}", flush=True)
    server.serve_forever()
    return 0


def _leave_when_idle(front, timeout: float) -> None:
    while (idle := time.monotonic() - front.last_request) < timeout:
        time.sleep(min(timeout - idle, 60) + 0.05)
    os._exit(0)
