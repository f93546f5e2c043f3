"""The page that shows a file: by pictures and words of ours, to staff alone, and noted each time."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from portal.access.models import Evidence
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.uploads import store
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, EvidenceFactory
from tests.support.uploads import paper, photo, word_file

pytestmark = pytest.mark.django_db


def url(evidence: Evidence, page: str = "") -> str:
    return f"/staff/requests/{evidence.request_id}/evidence/{evidence.pk}{page}"


def pdf(*pages: str, **fields: Any) -> Evidence:
    content = paper(*pages)
    return EvidenceFactory.create(content=content, kind="pdf", pictures=len(pages), name="Order <1>.pdf", **fields)


def test_a_pdf_is_shown_page_by_page_as_pictures(officer: Account) -> None:
    evidence, client = pdf("First", "Second"), client_of(officer)

    page = client.get(url(evidence)).content.decode()
    assert f'src="{url(evidence, "/pictures/1")}"' in page
    assert 'alt="Page 1 of 2 of Order &lt;1&gt;.pdf. It has no text that can be read aloud."' in page
    assert "Order &lt;1&gt;.pdf (page 1 of 2)" in page
    assert f'src="{url(evidence, "/pictures/2")}"' in client.get(url(evidence, "?page=2")).content.decode()
    assert f'src="{url(evidence, "/pictures/2")}"' in client.get(url(evidence, "?page=77")).content.decode()

    picture = client.get(url(evidence, "/pictures/2"))
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert Image.open(BytesIO(picture.content)).format == "JPEG"
    assert client.get(url(evidence, "/pictures/3")).status_code == 404
    assert client.get(url(evidence, "/pictures/0")).status_code == 404


def test_a_photo_is_shown(officer: Account) -> None:
    evidence, client = EvidenceFactory.create(), client_of(officer)
    assert 'alt="The picture Court order.jpg.' in client.get(url(evidence)).content.decode()
    assert client.get(url(evidence, "/pictures/1")).content == photo()


def test_a_docx_is_shown_as_words_and_pictures(officer: Account) -> None:
    content = word_file("Dear &lt;b&gt;council", word__media__image1_dot_png=photo("PNG"))
    evidence = EvidenceFactory.create(content=content, kind="docx", name="Letter.docx")
    client = client_of(officer)
    page = client.get(url(evidence)).content.decode()
    assert "Dear &lt;b&gt;council" in page
    assert "Picture 1 of 1 in Letter.docx" in page
    assert client.get(url(evidence, "/pictures/1")).content.startswith(b"\xff\xd8\xff")


def test_the_file_itself_is_only_to_be_saved(officer: Account) -> None:
    evidence = EvidenceFactory.create(kind="heic", name="Vollmacht «李».heic")
    reply = client_of(officer).get(url(evidence, "/original"))
    assert reply.content == photo()
    assert reply.headers["Content-Type"] == "image/jpeg"
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    assert reply.headers["Content-Disposition"].endswith("%E6%9D%8E%C2%BB.jpg")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in reply.headers["Content-Security-Policy"]


def test_each_look_and_each_download_is_noted(viewer: Account) -> None:
    evidence, client = EvidenceFactory.create(), client_of(viewer)
    client.get(url(evidence))
    client.get(url(evidence, "/pictures/1"))
    client.get(url(evidence, "/original"))
    for action in ("evidence_viewed", "evidence_picture_opened", "evidence_original_opened"):
        [entry] = Entry.objects.filter(action=f"casework.{action}")
        assert (entry.actor_id, entry.object_id) == (viewer.pk, str(evidence.pk))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("held", "This file waits for its virus check."),
        ("infected", "This file did not pass our virus check."),
        ("deleted", "This file is deleted"),
    ],
)
def test_what_may_not_be_opened_is_not_shown_to_anybody(admin: Account, state: str, sentence: str) -> None:
    evidence, client = EvidenceFactory.create(state=state), client_of(admin)
    page = client.get(url(evidence)).content.decode()
    assert sentence in page
    assert "<img" not in page
    assert "Save the file" not in page
    assert "Save mark" not in page
    for where in ("/pictures/1", "/original"):
        assert client.get(url(evidence, where)).status_code == 404


def test_an_officer_marks_what_they_look_at(officer: Account, viewer: Account) -> None:
    evidence = EvidenceFactory.create()
    client = client_of(officer)
    assert "Select a mark" in client.post(url(evidence)).content.decode()
    reply = client.post(url(evidence), {"mark": "accepted"})
    assert reply.headers["Location"] == f"/staff/requests/{evidence.request_id}/evidence"
    evidence.refresh_from_db()
    assert (evidence.mark, evidence.marked_by) == ("accepted", officer)

    assert "Save mark" not in client_of(viewer).get(url(evidence)).content.decode()
    assert client_of(viewer).post(url(evidence), {"mark": "wrong_document"}).status_code == 403


def test_nobody_judges_their_own_papers(officer: Account) -> None:
    own = EvidenceFactory.create(request=AccessRequestFactory.create(account=officer))
    client = client_of(officer)
    assert client.get(url(own)).status_code == 403
    assert client.post(url(own), {"mark": "accepted"}).status_code == 403
    assert client.get(url(own, "/original")).status_code == 404


def test_a_file_belongs_to_its_request(officer: Account, mary: Account) -> None:
    evidence, other = EvidenceFactory.create(), AccessRequestFactory.create()
    client = client_of(officer)
    assert client.get(f"/staff/requests/{other.pk}/evidence/{evidence.pk}").status_code == 404
    assert client.get(f"/staff/requests/{evidence.request_id}/evidence/{uuid4()}").status_code == 404
    assert client_of(mary).get(url(evidence, "/original")).status_code == 404


def test_a_file_the_store_has_lost_is_told(officer: Account) -> None:
    evidence = pdf("Lost", "Too")
    store.erase(evidence.upload.sha256)
    client = client_of(officer)
    assert "The document store has lost this file." in client.get(url(evidence)).content.decode()
    assert client.get(url(evidence, "/original")).status_code == 404


def test_a_page_that_cannot_be_drawn_is_told(officer: Account) -> None:
    broken = paper("Fine")[:300]
    evidence = EvidenceFactory.create(content=broken, kind="pdf")
    assert "We cannot show this page." in client_of(officer).get(url(evidence)).content.decode()
