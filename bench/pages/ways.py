"""The three ways to the same page, each as a server of one process."""

from dataclasses import dataclass
from typing import Final

OURS, DEFAULT, BARE = "ours", "default Django", "bare"
THREADS: Final = ["--worker-class", "gthread", "--threads", "4"]


@dataclass(frozen=True, slots=True)
class Way:
    """What gunicorn is told, which settings it is told of, and which of a reader's two sessions it knows."""

    name: str
    arguments: tuple[str, ...]
    settings: str = "portal.config.settings"
    session: str = "portal"


WAYS: Final = (
    # As in production: the portal's own settings of gunicorn.
    Way(OURS, ("-c", "python:portal.config.gunicorn", "portal.config.wsgi")),
    Way(
        DEFAULT,
        ("--worker-class", "sync", "bench.pages.default_django.wsgi"),
        "bench.pages.default_django.settings",
        "default",
    ),
    Way(BARE, (*THREADS, "bench.pages.bare")),
)
