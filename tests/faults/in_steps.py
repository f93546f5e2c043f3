"""The negative control: the portal's own importer, with its transactions taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def commit_in_steps() -> None:
    """Has every statement of a delivery commit by itself. What the harness is there to catch."""
    from portal.delivery import actions  # noqa: PLC0415 – the portal is imported when its settings are known

    class WithoutAtomic:
        """django.db.transaction, of which nothing is whole."""

        @staticmethod
        @contextmanager
        def atomic(*_: Any, **__: Any) -> Iterator[None]:
            yield

    setattr(actions, "transaction", WithoutAtomic)  # noqa: B010 – it is not the module's to give away
