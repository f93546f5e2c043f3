"""C4: the team reads the line dictionary; editors change it, try it out first, and see what is missing."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.line_codes import UNEXPLAINED
from portal.documents.models import Document, LineExplanation
from portal.documents.tests.reading import read, words
from portal.documents.tests.worked_examples import REMITTANCE
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_off() -> LineExplanation:
    return LineExplanation.objects.get(type="one_off", direction="added")


@pytest.fixture
def editor(senior: Account) -> Client:
    """Angharad, who may change explanations."""
    return client_of(senior)


def written(explanation: LineExplanation, /, **changes: Any) -> dict[str, Any]:
    """The form as it stands, with changes."""
    names = ("version", "title", "explanation", "gross", "examples")
    return {name: getattr(explanation, name) for name in names} | changes


def sent(client: Client, explanation: LineExplanation, /, **changes: Any) -> HttpResponse:
    address = reverse("casework:line", args=[explanation.pk])
    return client.post(address, written(explanation, **changes), follow=True)  # type: ignore[return-value]  # it is one


def with_lines(person: Person, *lines: dict[str, Any]) -> Document:
    numbered = [{"line": place, "code": "ZQ", "type": "other"} | line for place, line in enumerate(lines, start=1)]
    return DocumentFactory.create(person=person, body=REMITTANCE | {"lines": numbered})


def test_everybody_on_the_team_reads_it_and_only_editors_change_it(viewer: Account, editor: Client) -> None:
    page = client_of(viewer).get(reverse("casework:lines"))
    assert "Payroll service The cost of the payroll service" in words(page)
    assert "Every code in our documents has an explanation." in words(page)
    assert reverse("casework:line-new") not in page.content.decode()
    assert reverse("casework:line-new") in editor.get(reverse("casework:lines")).content.decode()


def test_codes_nobody_has_explained_are_counted(editor: Client, marys_person: Person) -> None:
    with_lines(marys_person, {"amount_pence": -100}, {"amount_pence": -200, "code": "zq"}, {"amount_pence": 5})
    with_lines(marys_person, {"code": "PY", "amount_pence": -100}, {"type": "one_off", "amount_pence": 3})
    page = editor.get(reverse("casework:lines"))
    assert "‘ZQ’ When it is taken off 2 1 October 2025" in words(page)
    assert "‘ZQ’ When it is added 1 1 October 2025" in words(page)
    assert "/staff/lines/new?code=ZQ&amp;direction=taken_off" in page.content.decode()


def test_what_is_saved_is_what_people_read(
    editor: Client, one_off: LineExplanation, mary: Account, marys_person: Person
) -> None:
    page = sent(editor, one_off, explanation="Money on top: {what}.\nMoney on top.")
    assert "The explanation of Single payment is saved." in words(page)
    document = with_lines(marys_person, {"type": "one_off", "amount_pence": 500})
    assert "Money on top." in read(client_of(mary), "document", document.public_id)


def test_a_change_is_in_the_audit_trail(editor: Client, senior: Account, one_off: LineExplanation) -> None:
    sent(editor, one_off, title="Extra money")
    entry = Entry.objects.by(senior).get(action="documents.explanation_changed")
    assert (entry.details["before"], entry.details["after"]) == (
        {"title": "Single payment"},
        {"title": "Extra money"},
    )
    one_off.refresh_from_db()
    assert (one_off.version, one_off.changed_by) == (2, senior)


def test_two_editors_do_not_overwrite_each_other(editor: Client, admin: Account, one_off: LineExplanation) -> None:
    sent(client_of(admin), one_off, title="Extra money")
    assert "Somebody changed this explanation meanwhile." in words(sent(editor, one_off, title="Other money"))
    assert LineExplanation.objects.get(pk=one_off.pk).title == "Extra money"


def test_the_same_form_sent_twice_is_one_change(editor: Client, senior: Account, one_off: LineExplanation) -> None:
    for _ in range(2):
        assert "is saved." in words(sent(editor, one_off, title="Extra money"))
    assert Entry.objects.by(senior).filter(action="documents.explanation_changed").count() == 1


def test_a_preview_shows_a_past_document_and_saves_nothing(
    editor: Client, senior: Account, one_off: LineExplanation, marys_person: Person
) -> None:
    document = DocumentFactory.create(person=marys_person, document_ref="RA-1", body=REMITTANCE)
    with_lines(marys_person, {"amount_pence": 5})
    page = words(sent(editor, one_off, explanation="On top: {what}.\nOn top.", preview="1"))
    assert "As it would read in document RA-1:" in page
    assert "5 OO £120.00 Single payment. On top: Personal assistant’s training." in page
    one_off.refresh_from_db()
    assert one_off.version == 1
    assert Entry.objects.by(senior).on(document).get().action == "casework.explanation_tried"


def test_a_preview_can_be_of_a_certain_document(editor: Client, one_off: LineExplanation, marys_person: Person) -> None:
    other = with_lines(marys_person, {"amount_pence": 5})
    page = words(sent(editor, one_off, preview="1", tried_on=other.document_ref))
    assert f"Document {other.document_ref} has no such line." in page
    assert "No past document has such a line." in words(sent(editor, one_off, preview="1", tried_on="RA-NONE"))


@pytest.mark.parametrize(
    ("explanation", "error"),
    [
        ("", "Enter an explanation"),
        ("Pays {wages}.", "{wages} is not a value of a line."),
        ("Pays {weeks}.", "The last line must do without values a line may not have"),
    ],
)
def test_an_explanation_that_could_not_be_said_is_an_error(
    editor: Client, one_off: LineExplanation, explanation: str, error: str
) -> None:
    assert f"There is a problem {error}" in words(sent(editor, one_off, explanation=explanation))


NEW = {"code": "ZQ", "type": "other", "direction": "any", "title": "Fuel help", "explanation": "Money for heating."}


def test_a_new_code_is_explained_once(editor: Client, mary: Account, marys_person: Person) -> None:
    document = with_lines(marys_person, {"amount_pence": 500})
    address = reverse("casework:line-new")
    assert "The explanation of ‘ZQ’ is saved." in words(editor.post(address, NEW, follow=True))
    assert "Fuel help Money for heating." in read(client_of(mary), "document", document.public_id)
    assert "Every code in our documents has an explanation." in words(editor.get(reverse("casework:lines")))
    assert "This code has an explanation already." in words(editor.post(address, NEW | {"code": "zq"}))


def test_a_new_explanation_can_be_tried_first(editor: Client, marys_person: Person) -> None:
    with_lines(marys_person, {"amount_pence": 500})
    page = words(editor.post(reverse("casework:line-new"), NEW | {"preview": "1"}))
    assert "1 ZQ £5.00 Fuel help. Money for heating." in page
    assert not LineExplanation.objects.filter(code="ZQ").exists()


def test_the_form_for_a_listed_code_has_it_filled_in(editor: Client) -> None:
    page = editor.get(reverse("casework:line-new") + "?code=ZQ&direction=added").content.decode()
    assert 'value="ZQ"' in page


def test_counting_reads_only_documents_with_such_lines() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {UNEXPLAINED}")
        assert "document_with_other_lines" in "".join(row[0] for row in cursor.fetchall())
