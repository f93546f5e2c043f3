"""O1: what the page of a delivery offers to do with its files once more, and what it says where there are none."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.delivery import jobs
from portal.delivery.handing_in import inbox as watched
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.models import Attempt, Check
from portal.delivery.tests.made_by_hand import Delivery, person
from tests.support.cast import client_of

pytestmark = pytest.mark.django_db
CHECK, TAKE = "Check it again without taking it", "Take it again"


def url(name: str, attempt: Attempt) -> str:
    return reverse(f"delivery:{name}", args=[attempt.public_id])


def page(client: Client, attempt: Attempt, name: str = "import") -> str:
    response = client.get(url(name, attempt))
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def made(folder: Path, **changes: Any) -> Path:
    return Delivery().changed(**changes).with_rows(people=[person()]).folder(folder)


@pytest.fixture
def refused(inbox: Path) -> Attempt:
    made(inbox / "nightly", version=7)
    watched.take_inbox(inbox)
    return Attempt.objects.get()


def test_where_the_files_still_lie_seniors_can_have_them_checked_or_taken_again(
    refused: Attempt, viewer: Account, officer: Account, senior: Account
) -> None:
    text = page(client_of(senior), refused)
    assert "Its files still lie in the watched folder, in refused/." in text
    assert (CHECK in text, TAKE in text) == (True, True)
    for other in (viewer, officer):
        text = page(client_of(other), refused)
        assert (CHECK in text, TAKE in text) == (False, False)
        assert "A senior reviewer or an admin can have it checked or taken again." in text
        for name in ("check-again", "take-again"):
            assert client_of(other).post(url(name, refused)).status_code == 404
    assert Attempt.objects.count() == 1


def test_a_check_is_asked_for_done_by_the_worker_and_shown(
    run_jobs: Callable[[], None], inbox: Path, senior: Account
) -> None:
    made(inbox / "nightly", version=7)
    watched.take_inbox(inbox)
    attempt, client = Attempt.objects.get(), client_of(senior)

    asked = client.post(url("check-again", attempt), follow=True).content.decode()
    assert "The delivery is being checked. Nothing is changed by that." in asked
    assert "It is being checked. Angharad Price asked for it on " in asked
    client.post(url("check-again", attempt))
    assert Check.objects.count() == 1
    run_jobs()

    text = page(client, attempt)
    assert "It would be refused: manifest.json: version is 7, expected 1. Angharad Price asked for it on " in text
    Delivery().with_rows(people=[person(), person("P2", title=7)]).folder(inbox / "refused" / "nightly")
    client.post(url("check-again", attempt))
    run_jobs()
    text = page(client, attempt)
    assert "It would be taken. Angharad Price asked for it on " in text
    assert "What taking it would give" in text
    assert "title: found 7, expected a text" in text
    assert "Refused" in text


def test_taking_again_is_asked_for_once_more_and_leads_to_its_own_page(
    refused: Attempt, inbox: Path, senior: Account, admin: Account
) -> None:
    client = client_of(senior)
    text = page(client, refused, "take-again")
    assert "Check before you take delivery d-1 again" in text
    assert "All rules hold as they did the first time" in text

    answers = [each.post(url("take-again", refused), follow=True) for each in (client, client, client_of(admin))]

    assert len({answer.redirect_chain[-1][0] for answer in answers}) == 1
    text = answers[0].content.decode()
    assert "The worker looks at it within a minute." in text
    assert "Handed in again, by Angharad Price" in text
    made(inbox / "refused" / "nightly")
    jobs.take_inbox(timestamp=0)
    assert "Taken</strong>" in page(client, Attempt.objects.latest("pk")).replace("\n", "").replace("  ", "")
    before = page(client, refused)
    assert "Handed in again by Angharad Price, asked for on " in before
    assert (CHECK in before, url("take-again", refused) in before) == (False, False)
    assert client.get(url("take-again", refused)).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "asked"), [("take-again", Attempt.objects.exclude(again_of=None)), ("check-again", Check.objects.all())]
)
def test_officers_who_click_at_once_ask_once(
    name: str, asked: QuerySet[Any], inbox: Path, senior: Account, admin: Account
) -> None:
    made(inbox / "nightly", version=7)
    watched.take_inbox(inbox)
    address = url(name, Attempt.objects.get())
    clients = [client_of(who) for who in (senior, senior, admin, admin)]

    def click(client: Client) -> int:
        try:
            return client.post(address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(click, clients)) == {302}
    assert asked.all().count() == 1


def test_one_that_came_by_the_command_names_the_commands(tmp_path: Path, senior: Account) -> None:
    hand_in(path=made(tmp_path / "o'clock", version=7), way=Attempt.Way.COMMAND)
    attempt, client = Attempt.objects.get(), client_of(senior)
    for text in (page(client, attempt), page(client, attempt, "take-again")):
        assert "It came by the command, so the portal has no file of it." in text
        assert "uv run manage.py check_delivery &#39;o&#39;&#34;&#39;&#34;&#39;clock&#39;" in text
        assert "uv run manage.py take_delivery &#39;o" in text
    assert CHECK not in page(client, attempt)
    for name in ("check-again", "take-again"):
        response = client.post(url(name, attempt))
        assert (response.status_code, "Nothing was changed" in response.content.decode()) == (409, True)


def test_one_that_is_held_and_came_by_the_command_says_so_once(tmp_path: Path, senior: Account) -> None:
    rows = [person(f"P{n}", title=7) for n in range(20)]
    hand_in(path=Delivery().with_rows(people=rows).folder(tmp_path / "nightly"), way=Attempt.Way.COMMAND)
    text = page(client_of(senior), Attempt.objects.get())
    assert (text.count("It came by the command"), text.count("in the portal’s folder, with the path")) == (1, 1)
    for command in ("take_delivery nightly --confirm", "check_delivery nightly"):
        assert f"uv run manage.py {command}" in text


def test_files_that_are_gone_are_told_with_the_commands(refused: Attempt, inbox: Path, senior: Account) -> None:
    client = client_of(senior)
    (inbox / "refused" / "nightly").rename(inbox.parent / "nightly")
    text = page(client, refused)
    assert "Its files are not in the watched folder any more." in text
    assert "uv run manage.py take_delivery nightly" in text
    assert CHECK not in text
    assert "not in the watched folder any more" in client.post(url("check-again", refused)).content.decode()


def test_what_is_held_can_be_checked_and_is_taken_by_confirming(inbox: Path, senior: Account) -> None:
    Delivery().with_rows(people=[person(f"P{n}", title=7) for n in range(20)]).folder(inbox / "nightly")
    watched.take_inbox(inbox)
    text = page(client_of(senior), Attempt.objects.get())
    assert (CHECK in text, TAKE in text, "Confirm and take it" in text) == (True, False, True)


def test_what_broke_off_is_tried_again_by_itself(inbox: Path, senior: Account) -> None:
    made(inbox / "nightly")
    attempt = Attempt.objects.create(way="inbox", name="nightly", state="broken_off", fault="OSError")
    text = page(client_of(senior), attempt)
    assert "Its files still lie in the watched folder, where it is tried again by itself." in text
    assert (CHECK in text, TAKE in text) == (True, False)


def test_one_that_is_taken_offers_nothing_of_the_kind(inbox: Path, senior: Account) -> None:
    Delivery().with_rows(people=[person(), person("P2", title=7)]).folder(inbox / "nightly")
    watched.take_inbox(inbox)
    text = page(client_of(senior), Attempt.objects.get())
    assert "send them again in a new delivery: this one is taken, and would change nothing a second time." in text
    assert "The same files again" not in text
    assert client_of(senior).get(url("take-again", Attempt.objects.get())).status_code == 302


def test_looking_at_one_takes_few_statements(
    refused: Attempt, inbox: Path, senior: Account, django_assert_max_num_queries: Any
) -> None:
    client = client_of(senior)
    client.post(url("check-again", refused))
    client.post(url("take-again", refused))
    with django_assert_max_num_queries(16):
        page(client, refused)
