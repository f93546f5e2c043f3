"""Ports of this machine for the servers of tests."""

import os
import random
import socket

# Below those the kernel gives to connections, one of which could take the port before its server does.
FIRST, LAST = 20_000, 30_000
# Two workers of pytest draw from different ones.
_OURS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def free_port() -> int:
    """A port of this machine that nobody listens on, and that nobody else of this run is given."""
    while True:
        port = random.SystemRandom().randrange(FIRST + _OURS, LAST, _WORKERS)
        with socket.socket() as probe:
            # What a server that ended a moment ago left behind is not in the way of the next.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
