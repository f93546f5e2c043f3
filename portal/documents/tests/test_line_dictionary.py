"""The dictionary in the database: what it starts with, and that it is what pages say."""

import pytest
from django.apps import apps
from django.test import Client

from portal.documents.apps import bring_line_dictionary
from portal.documents.explaining.dictionary import starting_entries
from portal.documents.models import Document, LineExplanation
from portal.documents.tests.reading import read
from portal.documents.tests.worked_examples import REMITTANCE

pytestmark = pytest.mark.django_db


def test_a_portal_starts_with_the_file() -> None:
    assert {one.entry for one in LineExplanation.objects.all()} == set(starting_entries())


def test_a_new_version_brings_what_is_missing_and_leaves_what_was_changed() -> None:
    LineExplanation.objects.filter(code="PY").update(title="Wages")
    LineExplanation.objects.filter(code="MI").delete()
    bring_line_dictionary(using="default", apps=apps)
    assert LineExplanation.objects.get(code="PY").title == "Wages"
    assert LineExplanation.objects.filter(code="MI").exists()


def test_a_page_says_what_the_dictionary_says(mary_reads: Client, remittance: Document) -> None:
    LineExplanation.objects.filter(type="one_off", direction="added").update(explanation="Extra: {what}.")
    assert "Single payment Extra: Personal assistant’s training." in read(mary_reads, "document", remittance.public_id)


def test_an_unknown_code_sends_the_reader_to_the_council(mary_reads: Client, remittance: Document) -> None:
    unknown = {"line": 1, "code": "ZQ", "type": "other", "amount_pence": 12000}
    remittance.body = REMITTANCE | {"lines": [unknown]}
    remittance.save()
    page = read(mary_reads, "document", remittance.public_id)
    assert "We do not have a plain explanation for ‘ZQ’ yet. Ask us and quote RA-2026-05. Contact us about ZQ" in page
