"""A PostgreSQL of the bench's own, with one database for each number of documents."""

import os
import signal
import time
from pathlib import Path
from typing import Final

import psycopg

SETTINGS: Final = "portal.config.settings"
WAIT: Final = 60  # seconds for the server to stop


def start(folder: Path) -> str:
    """Starts the server; the address of its first database."""
    from portal.config.embedded import embedded_database_url  # noqa: PLC0415 - needs no Django

    return embedded_database_url(folder / "own")


def another(url: str, name: str) -> str:
    """Makes an empty database beside the first one; its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    before, _, after = url.partition("/postgres?")
    return f"{before}/{name}?{after}"


def environment(url: str, folder: Path) -> dict[str, str]:
    """What every process of the bench is told: the portal as in production, behind a proxy."""
    return os.environ | {
        "SECRET_KEY": "for-the-bench-only-" + "x" * 40,
        "BASE_URL": "https://localhost",
        "TRUSTED_PROXIES": "127.0.0.1",  # the readers say that they came by HTTPS, as a council's proxy does
        "EMAIL_URL": "smtp://localhost:25",
        "DOCUMENT_STORE": str(folder / "documents"),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }


def server_pid(folder: Path) -> int:
    """The process all of the server's come from."""
    return int((folder / "own" / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def stop(folder: Path) -> None:
    """Stops the server, so that its folder can be deleted and the disk is free again."""
    pid = server_pid(folder)
    os.kill(pid, signal.SIGINT)
    until = time.monotonic() + WAIT
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.1)
