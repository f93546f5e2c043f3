"""Where files lie, and that none is lost, and none stays."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from portal.uploads import actions, opening, store
from portal.uploads.models import Upload
from portal.uploads.pictures import original, picture, words
from portal.uploads.receiving import LONGEST_NAME, receive
from tests.support.uploads import paper, photo, sent, word_file

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_store_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def keep(content: bytes, name: str = "Order.pdf") -> Upload:
    with transaction.atomic():
        return actions.keep(receive(sent(content, name)))


def files() -> list[str]:
    """Everything in the store."""
    root = Path(default_storage.path(""))
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def make_older(days: int) -> None:
    """As if everything had been stored that many days ago."""
    then = time.time() - days * 86_400
    for name in files():
        os.utime(default_storage.path(name), (then, then))


def test_a_file_lies_where_its_content_says() -> None:
    upload = keep(paper())
    assert files() == [f"uploads/{upload.sha256[:2]}/{upload.sha256}/kept"]
    assert (original(upload), upload.bytes) == (paper(), len(paper()))


def test_the_same_file_twice_lies_there_once_and_goes_with_the_last() -> None:
    first, second = keep(paper()), keep(paper(), "Again.pdf")
    assert len(files()) == 1

    with transaction.atomic():
        actions.forget([first])
    assert original(second) == paper()

    with transaction.atomic():
        actions.delete_bytes([second])
    assert files() == []
    second.refresh_from_db()
    assert (second.state, second.name) == ("deleted", "Deleted file")
    assert second.deleted_at is not None


def test_a_file_is_deleted_with_its_pictures() -> None:
    upload = keep(paper("One", "Two"))
    picture(upload, 2)
    assert len(files()) == 2
    with transaction.atomic():
        actions.delete_bytes([upload])
    assert files() == []


def test_a_picture_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = keep(paper())
    first = picture(upload, 1)
    monkeypatch.setattr(opening, "picture_of", None)
    assert picture(upload, 1) == first
    with pytest.raises(IndexError):
        picture(upload, 2)


def test_a_photo_is_shown_as_it_is_kept_and_has_no_words() -> None:
    upload = keep(photo("PNG"), "Order.png")
    assert (upload.kind, upload.kept_as) == ("png", "jpeg")
    assert picture(upload, 1) == original(upload)
    assert words(upload) == ""
    assert words(keep(word_file("Dear council"), "Letter.docx")) == "Dear council"


def test_what_was_interrupted_between_file_and_row_is_swept_away_after_a_day() -> None:
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        actions.keep(receive(sent(paper("Interrupted"))))
        raise KeyboardInterrupt
    kept = keep(paper("Kept"))
    assert len(files()) == 2

    assert actions.sweep() == 0
    make_older(2)
    assert actions.sweep() == 1

    assert files() == [f"uploads/{kept.sha256[:2]}/{kept.sha256}/kept"]


def test_what_was_deleted_but_not_erased_is_swept_away() -> None:
    upload = keep(paper())
    Upload.objects.filter(pk=upload.pk).update(state="deleted")
    make_older(2)
    assert actions.sweep() == 1
    assert files() == []


def test_what_is_sent_again_while_it_waits_for_the_sweep_stays() -> None:
    content = paper()
    store.put(content)
    make_older(2)
    found = list(store.stored_before(timezone.now() - timedelta(days=1)))
    upload = keep(content)
    assert found == [upload.sha256]
    assert not actions._erase(upload.sha256)
    assert original(upload) == content


def test_a_deletion_that_is_taken_back_deletes_nothing() -> None:
    upload = keep(paper())
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        actions.delete_bytes([upload])
        raise KeyboardInterrupt
    upload.refresh_from_db()
    assert original(upload) == paper()


def test_a_damaged_file_is_not_handed_out() -> None:
    upload = keep(paper())
    Path(default_storage.path(files()[0])).write_bytes(b"something else")
    with pytest.raises(store.Damaged):
        original(upload)


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("Mary’s order.pdf", "Mary’s order.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Mary\\order.pdf", "order.pdf"),
        ("<script>.pdf", "<script>.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("李.pdf", "李.pdf"),
        ("a" * 300 + ".pdf", None),
    ],
)
def test_the_name_is_for_display_alone(called: str, shown: str | None) -> None:
    name = keep(paper(), called).name
    assert len(name) <= LONGEST_NAME
    assert name == shown or (shown is None and name.endswith("a.pdf"))
