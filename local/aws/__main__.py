"""`python -m aws --port 4566` with PYTHONPATH or working folder `local`."""

import argparse
import sys

from .server import serve


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m aws", description="The embedded AWS of environment `local`, on loopback.")
    parser.add_argument("--port", type=int, required=True, help="the port to listen on; 0 chooses a free one")
    parser.add_argument("--idle-timeout-seconds", type=float, default=4 * 3600, help="leave after so long without a request (default 4 h)")
    arguments = parser.parse_args()
    return serve(arguments.port, arguments.idle_timeout_seconds)


if __name__ == "__main__":
    sys.exit(main())
