"""Documents seen through a role that the finance system has on file."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.access.models import Grant
from portal.documents.models import Document
from tests.support.factories import DocumentFactory, GrantFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def grant_of_an_attorney(*, ends_on: date | None = None, date_of_death: date | None = None) -> Grant:
    attorney = RepresentativeFactory.create(ends_on=ends_on, person__date_of_death=date_of_death)
    return GrantFactory.create(person=attorney.person, role=attorney.role, representative=attorney)


@pytest.mark.parametrize(("ends_on", "sees_it"), [(YESTERDAY, False), (TODAY, True), (None, True)])
def test_a_role_that_ended_on_file_closes_the_documents(ends_on: date | None, sees_it: bool) -> None:
    grant = grant_of_an_attorney(ends_on=ends_on)
    DocumentFactory.create(person=grant.person)
    assert Document.objects.visible_to(grant.account).exists() is sees_it


def test_a_representative_sees_nothing_after_the_persons_death() -> None:
    grant = grant_of_an_attorney(date_of_death=TODAY)
    DocumentFactory.create(person=grant.person)
    assert not Document.objects.visible_to(grant.account).exists()
