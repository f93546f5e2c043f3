"""Somebody who walks through the journey, and councils that set things otherwise."""

from typing import Any

import msgspec
import pytest

from portal.access.tests.walking import Walker, known_addresses
from portal.accounts.models import Account
from portal.council import identity


def _set(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    changed = msgspec.structs.replace(identity.council(), **changes)
    for module in ("journey", "forms.beginning", "forms.requester", "actions.sending"):
        monkeypatch.setattr(f"portal.access.{module}.council", lambda: changed)


@pytest.fixture
def only_email(monkeypatch: pytest.MonkeyPatch) -> None:
    """A council that answers by e-mail alone."""
    _set(monkeypatch, contact_methods=["email"])


@pytest.fixture
def who_as_select(monkeypatch: pytest.MonkeyPatch) -> None:
    """A council that wants the drop-down of the printed guide."""
    _set(monkeypatch, who_as_select=True)


@pytest.fixture
def walker(stranger: Account) -> Walker:
    """Ffion O’Brien in a browser; two homes are known in her postcode."""
    known_addresses()
    return Walker(stranger)
