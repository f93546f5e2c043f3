"""A sent request is assessed once, by the worker; nothing the requester sees depends on it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.access.actions import submit_request
from portal.access.assessing import assess_overdue, assess_request, query_of
from portal.access.models import AccessRequest, Assessment
from portal.accounts.models import Account
from portal.audit.models import Entry
from tests.support.factories import AccessRequestFactory, PersonFactory, RepresentativeFactory

pytestmark = pytest.mark.django_db


def about_mary(account: Account, **changes: Any) -> AccessRequest:
    asked = {
        "made_for": "someone_else",
        "role": "power_of_attorney",
        "own_first_name": "Peter",
        "own_last_name": "Bloggs",
        "own_postcode": "WR5 2NP",
        "person_first_name": "Mary",
        "person_last_name": "Bloggs",
        "person_date_of_birth": date(1948, 3, 27),
        "person_address_lines": ["12 Orchard Lane"],
        "person_postcode": "WR5 2NP",
    }
    return AccessRequestFactory.create(account=account, **asked | changes)


def assessed(request: AccessRequest) -> tuple[Assessment, AccessRequest]:
    made = assess_request(request_id=request.pk)
    request.refresh_from_db()
    assert made
    return made, request


def test_the_person_and_the_representative_on_file_are_found_and_kept(stranger: Account) -> None:
    acting = RepresentativeFactory.create(address={"lines": ["1 High Street"], "postcode": "WR5 2NP"})
    made, request = assessed(about_mary(stranger))

    [candidate] = made.candidates
    assert (candidate["person_id"], candidate["tier"]) == (acting.person_id, "strong")
    assert candidate["fields"]["date_of_birth"] == {"level": "same", "words": "same"}
    assert candidate["representative"]["representative_ref"] == acting.representative_ref
    assert candidate["representative"]["tier"] == "strong"
    assert (request.match_band, request.match_weight) == ("exact", candidate["weight"])
    entry = Entry.objects.get(action="access.request_assessed")
    assert entry.details["candidates"] == [{"person": acting.person_id, "tier": "strong"}]


@pytest.mark.parametrize(
    ("changes", "band"),
    [
        ({}, "exact"),
        ({"person_first_name": "Polly"}, "likely"),
        ({"person_date_of_birth": date(1948, 3, 28)}, "likely"),
        ({"person_first_name": "Agnes"}, "unclear"),
        ({"person_first_name": "Agnes", "person_date_of_birth": date(1990, 1, 2), "person_last_name": "Shah",
          "person_postcode": "B1 1AA", "person_address_lines": []}, "none"),
    ],
)  # fmt: skip
def test_the_band_says_how_well_the_best_person_fits(stranger: Account, changes: dict[str, Any], band: str) -> None:
    PersonFactory.create()
    _, request = assessed(about_mary(stranger, **changes))

    assert request.match_band == band


def test_two_who_fit_alike_are_unclear(stranger: Account) -> None:
    PersonFactory.create_batch(2)
    made, request = assessed(about_mary(stranger))

    assert [candidate["tier"] for candidate in made.candidates] == ["possible", "possible"]
    assert request.match_band == "unclear"


def test_a_role_nobody_has_on_file_is_said(stranger: Account) -> None:
    PersonFactory.create()
    made, _ = assessed(about_mary(stranger))

    assert made.candidates[0]["representative"] == {
        "representative_ref": None,
        "tier": "not_on_file",
        "fields": {},
        "words": "not on file",
    }


def test_for_oneself_there_is_no_representative_and_the_letters_number_counts(stranger: Account) -> None:
    PersonFactory.create(person_ref="4711-0815")
    request = AccessRequestFactory.create(
        account=stranger, made_for="myself", own_first_name="Mary", own_last_name="Bloggs",
        own_date_of_birth=date(1948, 3, 27), own_letter_reference="4711 O815",
    )  # fmt: skip
    made, _ = assessed(request)

    [candidate] = made.candidates
    assert (candidate["tier"], candidate["representative"]) == ("strong", None)
    assert query_of(request).representative is None


def test_assessed_twice_it_stays_as_it_was(stranger: Account) -> None:
    PersonFactory.create()
    first, request = assessed(about_mary(stranger))
    PersonFactory.create(person_ref="LATER")
    version = request.version

    again, request = assessed(request)
    assert (again, len(again.candidates)) == (first, 1)
    assert request.version == version
    assert Entry.objects.filter(action="access.request_assessed").count() == 1


def test_a_draft_is_not_assessed(stranger: Account) -> None:
    draft = about_mary(stranger, status="draft")

    assert assess_request(request_id=draft.pk) is None


def test_sending_leaves_the_assessment_to_the_worker(stranger: Account) -> None:
    from portal.access.tests.test_sending import draft_of  # noqa: PLC0415 – only here

    sent = submit_request(account=stranger, request_id=draft_of(stranger).pk)

    assert not Assessment.objects.exists()
    [job] = ProcrastinateJob.objects.filter(task_name="access.assess_request")
    assert job.args == {"request_id": str(sent.pk)}


@pytest.mark.django_db(transaction=True)
def test_the_worker_assesses_what_was_sent(stranger: Account, run_jobs: Callable[[], None]) -> None:
    from portal.access.tests.test_sending import draft_of  # noqa: PLC0415 – only here

    sent = submit_request(account=stranger, request_id=draft_of(stranger).pk)
    run_jobs()

    assert Assessment.objects.get().request_id == sent.pk


def test_what_was_sent_and_never_assessed_is_assessed_later(stranger: Account) -> None:
    now = timezone.now()
    about_mary(stranger, sent_at=now)
    old = about_mary(stranger, sent_at=now - timedelta(hours=1), reference="P_Bloggs_2")
    about_mary(stranger, sent_at=now - timedelta(hours=2), reference="P_Bloggs_3", status="withdrawn")

    assert assess_overdue() == 1
    assert Assessment.objects.get().request_id == old.pk
    assert assess_overdue() == 0
