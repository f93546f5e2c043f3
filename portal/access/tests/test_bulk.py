"""Approving exact matches together, and merging what was asked twice."""

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from django.utils import timezone

from portal.access import bulk
from portal.access.actions import approve_in_bulk, merge_duplicate, withdraw_request
from portal.access.actions.bulk import Done
from portal.access.checks import Level, checks, histories
from portal.access.errors import NotADuplicate
from portal.access.models import AccessRequest, Assessment, Grant, Proposal
from portal.accounts.models import Account
from portal.council.identity import council
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.factories import (
    AccessRequestFactory,
    AccountFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

FIELDS = ("first_name", "last_name", "date_of_birth", "place")


class Never(random.Random):
    """Chooses none for a second check."""

    def randrange(self, *_: Any, **__: Any) -> int:
        return 1


class Always(random.Random):
    """Chooses every one for a second check."""

    def randrange(self, *_: Any, **__: Any) -> int:
        return 0


def exact(account: Account | None = None, **changes: Any) -> AccessRequest:
    """A new request that matches one person on file in every detail."""
    request = AccessRequestFactory.create(account=account or AccountFactory.create(), **changes)
    whose = "person" if request.is_for_someone_else else "own"
    person = PersonFactory.create(
        first_name=getattr(request, f"{whose}_first_name"),
        last_name=getattr(request, f"{whose}_last_name"),
        date_of_birth=getattr(request, f"{whose}_date_of_birth"),
        addresses=[
            {"lines": getattr(request, f"{whose}_address_lines"), "postcode": getattr(request, f"{whose}_postcode")}
        ],
    )
    assess(request, person)
    return request


def assess(request: AccessRequest, *people: Person, **levels: str) -> None:
    fields = {name: {"level": levels.get(name, "same"), "words": ""} for name in FIELDS}
    found = [{"person_id": each.pk, "tier": "strong", "weight": 30.0, "fields": fields} for each in people]
    Assessment.objects.update_or_create(request=request, defaults={"rule_version": "1", "candidates": found})
    AccessRequest.objects.filter(pk=request.pk).update(match_band="exact")
    request.refresh_from_db()


def approve(senior: Account, *requests: AccessRequest, chance: random.Random | None = None) -> list[Any]:
    items = [(request.pk, request.version) for request in requests]
    return approve_in_bulk(officer=senior, items=items, chance=chance or Never())


def only(outcomes: list[Any]) -> tuple[Done, str]:
    (outcome,) = outcomes
    return outcome.done, outcome.why


def test_exact_matches_are_approved_each_with_its_email(senior: Account) -> None:
    outcomes = approve(senior, exact(), exact())

    assert [outcome.done for outcome in outcomes] == [Done.APPROVED, Done.APPROVED]
    assert Email.objects.filter(template="request_approved").count() == 2
    assert {grant.starts_on for grant in Grant.objects.all()} == {timezone.localdate()}


def test_a_second_click_gives_the_first_results(senior: Account) -> None:
    request, sampled = exact(), exact()
    approve(senior, request)
    approve(senior, sampled, chance=Always())

    assert only(approve(senior, request))[0] is Done.APPROVED
    assert only(approve(senior, sampled))[0] is Done.SECOND_CHECK
    assert Email.objects.count() == 1


def test_some_are_checked_by_a_second_person(senior: Account) -> None:
    assert only(approve(senior, exact(), chance=Always()))[0] is Done.SECOND_CHECK
    assert Proposal.objects.get().why == "sample"
    assert not Email.objects.exists()


def test_about_one_in_twenty_is_chosen_and_nobody_knows_which() -> None:
    from portal.access.actions.bulk import _is_sample  # noqa: PLC0415 - what is tested is not for others

    chosen = sum(_is_sample(random.Random(seed)) for seed in range(2000))
    assert 60 <= chosen <= 140


def test_what_changed_meanwhile_is_not_approved(senior: Account) -> None:
    request, gone = exact(), exact()
    AccessRequest.objects.filter(pk=request.pk).update(version=7)
    withdraw_request(account=gone.account, request_id=gone.pk)

    assert only(approve(senior, request)) == (Done.FAILED, "It has changed since you ticked it")
    assert only(approve(senior, gone)) == (Done.FAILED, "It is not new any more")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("level", ["near", "different", "not_held", "not_given"])
def test_a_detail_that_is_not_the_same_is_never_among_others(senior: Account, field: str, level: str) -> None:
    request = exact()
    assess(request, Person.objects.get(), **{field: level})

    assert only(approve(senior, request)) == (Done.FAILED, "Not all details are the same")


def test_two_candidates_a_dead_person_a_caution_and_a_flag_are_looked_at_one_by_one(senior: Account) -> None:
    two, dead, caution, flagged = exact(), exact(), exact(), exact(flagged=True)
    assess(two, PersonFactory.create(), PersonFactory.create())
    Person.objects.filter(pk=person_of(dead)).update(date_of_death=date(2026, 1, 1))
    Person.objects.filter(pk=person_of(caution)).update(caution=True)

    assert [outcome.why for outcome in approve(senior, two, dead, caution, flagged)] == [
        "There is not exactly one person it may be about",
        "The person has died",
        "There is a caution on file for this person",
        "A colleague has flagged this request",
    ]
    assert not Grant.objects.exists()


def test_a_weak_candidate_beside_the_exact_match_is_no_obstacle(senior: Account) -> None:
    request, unsure = exact(), exact()
    for each, tier in ((request, "weak"), (unsure, "possible")):
        made = Assessment.objects.get(request=each)
        made.candidates.append(made.candidates[0] | {"person_id": PersonFactory.create().pk, "tier": tier})
        made.save()

    assert [outcome.why for outcome in approve(senior, request, unsure)] == [
        "",
        "There is not exactly one person it may be about",
    ]
    assert Grant.objects.get().person_id == person_of(request)


def test_requests_for_somebody_else_are_among_others_only_where_the_council_says_so(
    senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = exact(for_someone_else=True, seen_in="The case file")
    assert only(approve(senior, request)) == (Done.FAILED, "It is for someone else")

    ours = council()
    wide = msgspec.structs.replace(ours, casework=msgspec.structs.replace(ours.casework, bulk_for_representatives=True))
    monkeypatch.setattr(bulk, "council", lambda: wide)
    assert only(approve(senior, request)) == (Done.FAILED, "The role is not on file for this person")
    last_day = timezone.localdate() + timedelta(days=90)
    RepresentativeFactory.create(
        person_id=person_of(request),
        first_name=request.own_first_name,
        last_name=request.own_last_name,
        ends_on=last_day,
    )
    assert only(approve(senior, request))[0] is Done.APPROVED
    assert Grant.objects.get().ends_on == last_day


def test_a_reviewer_does_not_approve_in_bulk_and_nobody_more_than_fifty(officer: Account, senior: Account) -> None:
    with pytest.raises(ValueError, match="senior"):
        approve(officer, exact())
    many = [AccessRequestFactory.build(account=senior) for _ in range(51)]
    with pytest.raises(ValueError, match="51"):
        approve(senior, *many)


def test_what_is_ready_is_read_in_as_many_statements_for_many_as_for_one(
    db: None, django_assert_num_queries: Any
) -> None:
    one, many = [exact()], [exact() for _ in range(5)]

    with django_assert_num_queries(7):
        bulk.ready_for_bulk(one)
    with django_assert_num_queries(7):
        bulk.ready_for_bulk(many)


def levels(request: AccessRequest) -> dict[str, Level]:
    person = Person.objects.get(pk=person_of(request))
    return {each.code: each.level for each in checks(request, person, histories([request])[request.pk])}


def test_the_checks_of_an_ordinary_request_pass(db: None) -> None:
    assert set(levels(exact()).values()) == {Level.PASS}


def test_the_checks_warn_of_an_earlier_refusal_many_people_and_no_evidence(db: None) -> None:
    account = AccountFactory.create()
    for _ in range(3):
        GrantFactory.create(account=account)
    AccessRequestFactory.create(
        account=account, for_someone_else=True, status="rejected", reject_reason="identity", decided_at=timezone.now()
    )
    found = levels(exact(account, for_someone_else=True))

    warned = {code for code, level in found.items() if level is Level.WARN}
    assert warned == {"role", "evidence", "refused", "people"}


def test_a_child_and_a_role_that_has_ended_fail(db: None) -> None:
    request = exact(for_someone_else=True, person_date_of_birth=timezone.localdate() - timedelta(days=365 * 17))
    RepresentativeFactory.create(
        person_id=person_of(request),
        first_name=request.own_first_name,
        last_name=request.own_last_name,
        ends_on=timezone.localdate() - timedelta(days=1),
    )

    found = levels(request)

    assert (found["adult"], found["role"]) == (Level.FAIL, Level.FAIL)


def person_of(request: AccessRequest) -> int:
    number: int = Assessment.objects.get(request=request).candidates[0]["person_id"]
    return number


def merge(request: AccessRequest, officer: Account, into: AccessRequest) -> AccessRequest:
    return merge_duplicate(officer=officer, request_id=request.pk, version=request.version, into=into.pk)


def twice(account: Account) -> tuple[AccessRequest, AccessRequest]:
    older = AccessRequestFactory.create(account=account, sent_at=timezone.now() - timedelta(hours=1))
    return older, AccessRequestFactory.create(account=account)


def test_the_newer_of_two_is_closed_and_its_requester_told_once(stranger: Account, officer: Account) -> None:
    older, newer = twice(stranger)
    merge(newer, officer, older)
    merge(newer, officer, older)

    newer.refresh_from_db()
    older.refresh_from_db()
    assert (newer.status, newer.reject_reason, newer.duplicate_of) == ("rejected", "duplicate", older)
    assert older.status == "submitted"
    told = unseal(Email.objects.get().sealed_context)
    assert told["request_path"] == f"/requests/{older.pk}"


def test_only_an_older_open_request_of_the_same_account_stays(stranger: Account, officer: Account) -> None:
    older, newer = twice(stranger)
    others = AccessRequestFactory.create(sent_at=older.sent_at)
    for wrong in ((older, newer), (newer, newer), (newer, others)):
        with pytest.raises(NotADuplicate):
            merge(wrong[0], officer, wrong[1])
    withdraw_request(account=stranger, request_id=older.pk)
    with pytest.raises(NotADuplicate):
        merge(newer, officer, older)
