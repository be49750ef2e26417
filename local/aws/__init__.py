"""The embedded AWS of environment `local`: one process on loopback, moto made stricter and wider. See README.md."""

VERSION = "1.0.0"
