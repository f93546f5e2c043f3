"""Who else has a request open, told by the trail."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.presence import LOOKED, others_looking
from tests.support.factories import AccessRequestFactory


@pytest.fixture
def asked(db: None) -> AccessRequest:
    return AccessRequestFactory.create()


def looked(request: AccessRequest, who: Account, at: datetime) -> None:
    Entry.objects.create(
        at=at, actor_id=who.pk, actor_role=who.staff_role, action=LOOKED,
        object_type="accessrequest", object_id=str(request.pk),
    )  # fmt: skip


def minutes_ago(*minutes: int) -> list[datetime]:
    return [timezone.now() - timedelta(minutes=each) for each in minutes]


def test_a_stay_begins_with_the_first_of_looks_without_a_long_pause(
    asked: AccessRequest, officer: Account, senior: Account
) -> None:
    looks = minutes_ago(60, 25, 16, 8)
    for at in looks:
        looked(asked, senior, at)
    [found] = others_looking(asked, officer, timezone.now())
    assert (found.name, found.since) == ("Angharad Price", looks[1])


def test_who_has_not_looked_for_a_while_has_gone_on(asked: AccessRequest, officer: Account, senior: Account) -> None:
    [at] = minutes_ago(11)
    looked(asked, senior, at)
    assert others_looking(asked, officer, timezone.now()) == []


def test_the_one_who_came_first_is_named_first(
    asked: AccessRequest, officer: Account, senior: Account, admin: Account, viewer: Account
) -> None:
    for who, minutes in ((senior, 2), (admin, 5), (officer, 1), (viewer, 1)):
        [at] = minutes_ago(minutes)
        looked(asked, who, at)
    assert [each.name for each in others_looking(asked, officer, timezone.now())] == ["Callum Fraser", "Angharad Price"]


def test_other_requests_do_not_count(asked: AccessRequest, officer: Account, senior: Account) -> None:
    looked(AccessRequestFactory.create(), senior, timezone.now())
    assert others_looking(asked, officer, timezone.now()) == []
