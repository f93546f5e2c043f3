"""What an entry says, and how entries are found again."""

import pytest

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.audit.models import Entry
from portal.people.models import Person

pytestmark = pytest.mark.django_db


def test_an_entry_names_who_acted_and_in_which_role(mary: Account, officer: Account) -> None:
    for actor in (mary, officer, None):
        record(actor=actor, action="tests.asked")
    record(actor=None, action="tests.asked", actor_role="nobody")
    assert list(Entry.objects.order_by("id").values_list("actor_id", "actor_role")) == [
        (mary.pk, "citizen"),
        (officer.pk, "reviewer"),
        (None, "system"),
        (None, "nobody"),
    ]


def test_entries_are_found_by_person_actor_and_object(mary: Account, officer: Account, marys_person: Person) -> None:
    record(actor=officer, action="tests.read", on=mary, person_id=marys_person.pk, why="asked")
    record(actor=officer, action="tests.looked")
    assert [entry.details for entry in Entry.objects.about(marys_person)] == [{"why": "asked"}]
    assert [entry.action for entry in Entry.objects.by(officer).newest_first()] == ["tests.looked", "tests.read"]
    assert [entry.action for entry in Entry.objects.on(mary)] == ["tests.read"]
    assert not Entry.objects.by(mary).exists()
