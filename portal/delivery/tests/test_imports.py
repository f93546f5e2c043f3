"""O1 in front of the staff: what is in, what is not, and what to do about it."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.delivery.handing_in import inbox
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.held.settling import settle_held
from portal.delivery.models import Attempt
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.made_by_hand import Delivery, document, payment, person
from tests.support.cast import client_of

pytestmark = pytest.mark.django_db
FORMULA = "=HYPERLINK(0)"


def get(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"delivery:{name}", args=args), query)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def take(path: Path, delivery: Delivery, way: Attempt.Way = Attempt.Way.COMMAND) -> Attempt:
    hand_in(path=delivery.folder(path), way=way)
    return Attempt.objects.latest("pk")


def with_rejected(number: int, *, rejected: int = 60, good: int = 1200) -> Delivery:
    bad = [person(FORMULA if n == 0 else f"B{n}", title=7) for n in range(rejected)]
    people = bad + [person(f"P{n}") for n in range(good)]
    return Delivery(f"d-{number}", number).with_rows(people=people, payments=[payment("Y1", "nobody")])


@pytest.fixture
def held(tmp_path: Path) -> Attempt:
    for number, people in ((1, 10), (2, 6)):
        rows = [person(f"P{n}", last_name=f"Bloggs-{n}") for n in range(people)]
        Delivery(f"d-{number}", number, scope="full").with_rows(people=rows).zip(tmp_path / "nightly.zip")
        inbox.take_inbox(tmp_path)
    return Attempt.objects.get(outcome="held")


# The list and one delivery


def test_the_list_says_what_came_and_what_became_of_it(viewer: Account, tmp_path: Path) -> None:
    take(tmp_path / "1", Delivery("d-1", 1).with_rows(people=[person()], documents=[document()]))
    text = get(client_of(viewer), "imports")
    assert "New or changed: 1 person, 1 document." in text
    for words in ("ContrOCC", "By command", "Taken", "People: 1 read, 1 new<br>Documents: 1 read, 1 new", "In time"):
        assert words in text
    assert Entry.objects.get(action="delivery.imports_listed").actor_id == viewer.pk


def test_the_list_goes_on_behind_its_fiftieth_row(viewer: Account) -> None:
    Attempt.objects.bulk_create(Attempt(way="inbox", name=f"n-{n:02}", state="done") for n in range(51))
    Attempt.objects.update(outcome="refused")
    first = get(client_of(viewer), "imports")
    assert ("n-50" in first, "n-00" in first, "Next 50" in first) == (True, False, True)
    second = get(client_of(viewer), "imports", after=str(Attempt.objects.get(name="n-01").pk))
    assert ("n-00" in second, "n-01" in second, "First 50" in second) == (True, False, True)


def test_rejected_rows_are_shown_file_by_file_and_page_by_page(viewer: Account, tmp_path: Path) -> None:
    attempt = take(tmp_path / "1", with_rejected(1))
    client = client_of(viewer)

    text = get(client, "import", attempt.public_id)
    assert "people.jsonl (60)" in text
    assert "payments.jsonl (1)" in text
    assert "title: found 7, expected a text" in text
    assert "The finance system has to put the rejected rows right" in text

    payments = get(client, "import", attempt.public_id, file="payments.jsonl")
    assert "title: found 7" not in payments

    place = Kept.objects.get().rejected_rows.page("people.jsonl", "").next_after
    rest = get(client, "import", attempt.public_id, file="people.jsonl", after=place)
    assert rest.count("title: found 7") == 10
    assert "First 50" in rest


def test_a_file_there_is_none_of_asks_for_all_and_leaves_no_word_in_the_trail(viewer: Account, tmp_path: Path) -> None:
    attempt = take(tmp_path / "1", with_rejected(1, rejected=1, good=19))
    assert "title: found 7" in get(client_of(viewer), "import", attempt.public_id, file="Mary Bloggs")
    assert "Bloggs" not in str(Entry.objects.get(action="delivery.import_viewed").details)


def test_rejected_rows_are_taken_away_as_a_spreadsheet_without_formulas(viewer: Account, tmp_path: Path) -> None:
    attempt = take(tmp_path / "1", with_rejected(1))
    response = client_of(viewer).get(reverse("delivery:rejected-rows", args=[attempt.public_id]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="d-1_rejected.csv"'
    rows = list(csv.reader(StringIO(response.getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["File", "Line", "Key", "Reason"]
    assert len(rows) == 62
    assert rows[1][:2] == ["payments.jsonl", "1"]
    assert rows[2][:3] == ["people.jsonl", "1", f"'{FORMULA}"]
    assert rows[2][3].startswith("title: found 7, expected a text")
    assert Entry.objects.filter(action="delivery.rejected_rows_downloaded", actor_id=viewer.pk).exists()


def test_one_that_is_being_taken_says_how_far_it_has_come(viewer: Account) -> None:
    waits = Attempt.objects.create(way="api", name="n.zip")
    text = get(client_of(viewer), "import", waits.public_id)
    assert "Check again" in text
    gone = Attempt.objects.create(
        way="inbox", name="n", state="running", file="people.jsonl", rows_read=7, rows_total=9
    )
    text = get(client_of(viewer), "import", gone.public_id)
    assert "Broken off" in text
    assert "the process ended (people.jsonl)" in text


def test_statements_stay_as_few_with_many_rows(viewer: Account, django_assert_max_num_queries: Any) -> None:
    Attempt.objects.bulk_create(
        Attempt(way="inbox", name=f"n-{n}", state="done", outcome="taken", delivery_id=f"d-{n}") for n in range(50)
    )
    client = client_of(viewer)
    with django_assert_max_num_queries(20):
        client.get(reverse("delivery:imports"))


# Deciding


def test_a_held_one_stands_on_top_and_says_what_it_would_do(senior: Account, held: Attempt) -> None:
    client = client_of(senior)
    text = get(client, "imports")
    assert text.index("Waiting for a decision") < text.index("Feeds</h2>")
    assert "The last delivery is held: it is not in." in text

    text = get(client, "import", held.public_id)
    assert "4 people are left out." in text
    assert "Mary Bloggs-9, number P9" in text
    assert "Confirm and take it" in text
    assert Entry.objects.filter(action="delivery.vanishing_listed", actor_id=senior.pk).count() == 4


def test_a_viewer_reads_no_names_and_nobody_below_senior_decides(
    viewer: Account, officer: Account, held: Attempt
) -> None:
    text = get(client_of(viewer), "import", held.public_id)
    assert "4 people are left out." in text
    assert "Bloggs-9" not in text
    assert "Confirm and take it" not in text
    for name in ("confirm", "throw-away"):
        url = reverse(f"delivery:{name}", args=[held.public_id])
        assert client_of(officer).post(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "said", "folder"), [("confirm", "is confirmed", "taken"), ("throw-away", "is thrown away", "thrown_away")]
)
def test_a_decision_is_asked_for_once_more_and_then_done(
    name: str, said: str, folder: str, senior: Account, held: Attempt, tmp_path: Path
) -> None:
    client, url = client_of(senior), reverse(f"delivery:{name}", args=[held.public_id])
    assert "people would vanish, which is more than 20 %" in client.get(url).content.decode()

    text = client.post(url, follow=True).content.decode()

    assert said in text
    assert "Angharad Price on " in text
    settle_held(tmp_path)
    assert (tmp_path / folder / "nightly.zip").exists()
    assert client.get(url).status_code == 302


def test_who_comes_too_late_is_told_who_decided(senior: Account, admin: Account, held: Attempt) -> None:
    client_of(senior).post(reverse("delivery:confirm", args=[held.public_id]))
    response = client_of(admin).post(reverse("delivery:throw-away", args=[held.public_id]))
    assert response.status_code == 409
    assert "Confirmed by Angharad Price on " in response.content.decode()


def test_one_that_came_by_the_command_names_the_command(admin: Account, tmp_path: Path) -> None:
    bad = [person(f"P{number}", title=7) for number in range(20)]
    attempt = take(tmp_path / "o'clock", Delivery().with_rows(people=bad))
    client = client_of(admin)
    text = get(client, "import", attempt.public_id)
    assert "20 of 20 rows (100 %) are rejected" in text
    assert "uv run manage.py take_delivery &#39;o&#39;&#34;&#39;&#34;&#39;clock&#39; --confirm" in text
    assert "Confirm and take it" not in text
    assert client.post(reverse("delivery:confirm", args=[attempt.public_id])).status_code == 409


def test_one_that_was_overtaken_can_only_be_thrown_away(senior: Account, held: Attempt, tmp_path: Path) -> None:
    take(tmp_path / "3", Delivery("d-3", 3).with_rows(people=[person()]))
    text = get(client_of(senior), "import", held.public_id)
    assert "This one can only be thrown away." in text
    assert "Confirm and take it" not in text
    response = client_of(senior).post(reverse("delivery:confirm", args=[held.public_id]))
    assert "A later delivery of the same source" in response.content.decode()
