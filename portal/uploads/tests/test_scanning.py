"""A real clamd: what it finds is not taken, and what it could not look at is held until it can."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import monotonic

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from portal.audit.models import Entry
from portal.uploads import actions, store
from portal.uploads.clamd import ScannerDown, _answer, is_infected
from portal.uploads.models import Upload
from portal.uploads.pictures import NotToBeOpened, original, picture, words
from portal.uploads.receiving import receive
from portal.uploads.refusals import Refusal, Refused
from tests.support.clamd import BAD_WORDS, Clamd
from tests.support.uploads import paper, photo, sent
from tests.support.waiting import MOST_SECONDS

State = Upload.State
INFECTED = paper() + b"\n%" + BAD_WORDS + b"\n"


def keep(content: bytes, name: str = "Order.pdf") -> Upload:
    with transaction.atomic():
        return actions.keep(receive(sent(content, name)))


@pytest.fixture
def held(clamd: Clamd) -> Callable[[bytes], Upload]:
    """Keeps a file while the scanner is dead."""

    def keep_it(content: bytes) -> Upload:
        clamd.kill()
        return keep(content)

    return keep_it


@contextmanager
def scanner_that_answers(answer: bytes | None) -> Iterator[str]:
    """Somebody else on the scanner's port. None: takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(MOST_SECONDS)
                if answer is not None:
                    connection.recv(1 << 20)
                    connection.sendall(answer)
                while answer is None and connection.recv(1 << 20):
                    pass

        threads.submit(serve)
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_a_clean_file_passes_by_tcp_and_by_the_socket_file(clamd: Clamd) -> None:
    for url in (clamd.by_tcp, clamd.by_file):
        assert not is_infected(paper(), url)
        assert is_infected(INFECTED, url)


@pytest.mark.parametrize("before", [1 << 16, (1 << 16) - 20, 3_000_000])
def test_what_lies_across_two_chunks_is_found_too(clamd: Clamd, before: int) -> None:
    assert is_infected(b"x" * before + BAD_WORDS, clamd.by_tcp)
    assert not is_infected(b"x" * before, clamd.by_tcp)


def test_nothing_is_a_clean_file(clamd: Clamd) -> None:
    assert not is_infected(b"", clamd.by_tcp)


@pytest.mark.parametrize(
    "answer", [b"", b"stream: maybe\0", b"OK\0", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK"]
)
def test_an_answer_that_is_none_passes_nothing(answer: bytes) -> None:
    with scanner_that_answers(answer) as url, pytest.raises(ScannerDown):
        is_infected(b"x", url)


def test_a_scanner_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.uploads.clamd.ANSWER_SECONDS", 0.2)
    with scanner_that_answers(None) as url, pytest.raises(ScannerDown):
        is_infected(b"x", url)


def test_a_scanner_that_dribbles_is_not_waited_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.uploads.clamd.ANSWER_SECONDS", 0.3)
    ours, theirs = socket.socketpair()

    enough = Event()

    def dribble() -> None:
        until = monotonic() + MOST_SECONDS
        while not enough.wait(0.1) and monotonic() < until:
            theirs.send(b"s")

    with ours, theirs, ThreadPoolExecutor(1) as threads:
        dribbling = threads.submit(dribble)
        with pytest.raises(TimeoutError):
            _answer(ours)
        assert not dribbling.done()
        enough.set()


def test_an_infected_file_is_not_taken(clamd: Clamd) -> None:
    with pytest.raises(Refused) as refused:
        receive(sent(INFECTED))
    assert refused.value.why == Refusal.VIRUS


def test_an_infected_picture_is_told_by_what_was_sent_not_by_what_would_be_kept(clamd: Clamd) -> None:
    with pytest.raises(Refused) as refused:
        receive(sent(photo() + BAD_WORDS))
    assert refused.value.why == Refusal.VIRUS


@pytest.mark.django_db
def test_a_file_that_passed_says_when(clamd: Clamd) -> None:
    upload = keep(paper())
    assert (upload.state, upload.scanned_at is not None) == (State.CLEAN, True)


@pytest.mark.django_db
def test_without_a_scanner_a_file_says_so(settings: Settings) -> None:
    settings.CLAMD_URL = None
    upload = keep(paper())
    assert (upload.state, upload.scanned_at) == (State.NOT_SCANNED, None)
    assert upload.may_be_opened


@pytest.mark.django_db
def test_a_held_file_is_opened_by_nobody(held: Callable[[bytes], Upload]) -> None:
    upload = held(paper())
    assert upload.state == State.HELD
    with pytest.raises(NotToBeOpened):
        original(upload)
    with pytest.raises(NotToBeOpened):
        picture(upload, 1)
    upload.kind = Upload.Kind.DOCX
    with pytest.raises(NotToBeOpened):
        words(upload)


def test_no_file_is_lost_when_the_scanner_is_killed_and_comes_back(
    transactional_db: None, clamd: Clamd, held: Callable[[bytes], Upload], run_jobs: Callable[[], None]
) -> None:
    uploads = [held(paper(f"Page {number}")) for number in range(3)]

    run_jobs()  # the scanner is still away: the jobs are tried again later
    assert {upload.state for upload in Upload.objects.all()} == {State.HELD}

    clamd.start()
    assert actions.scan_held() == 0

    assert {upload.state for upload in Upload.objects.all()} == {State.CLEAN}
    for upload in uploads:
        upload.refresh_from_db()
        assert original(upload).startswith(b"%PDF-")
    assert Entry.objects.filter(action="uploads.scanned").count() == 3


def test_a_scanner_killed_between_two_files_leaves_the_second_held(
    transactional_db: None, clamd: Clamd, held: Callable[[bytes], Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        held(paper(f"Page {number}"))
    clamd.start()
    scan = actions.scan

    def scan_and_kill(*, upload_id: str) -> None:
        scan(upload_id=upload_id)
        clamd.kill()

    monkeypatch.setattr(actions, "scan", scan_and_kill)

    assert actions.scan_held() == 1
    assert sorted(Upload.objects.values_list("state", flat=True)) == [State.CLEAN, State.HELD]


def test_a_scanner_killed_in_the_middle_of_a_file_holds_it(
    transactional_db: None, clamd: Clamd, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.socket.sendall
    sent_so_far = []

    def send_and_kill(connection: socket.socket, data: bytes) -> None:
        sent_so_far.append(len(data))
        if len(sent_so_far) == 4:
            clamd.kill()
        real(connection, data)

    monkeypatch.setattr(socket.socket, "sendall", send_and_kill)
    large = photo("PNG", (1500, 1200), compress_level=0)

    upload = keep(large, "Order.png")

    assert len(sent_so_far) >= 4
    assert upload.state == State.HELD
    monkeypatch.undo()
    clamd.start()
    assert actions.scan_held() == 0
    upload.refresh_from_db()
    assert upload.state == State.CLEAN


@pytest.mark.django_db(transaction=True)
def test_what_is_found_infected_later_is_gone(clamd: Clamd, held: Callable[[bytes], Upload]) -> None:
    upload = held(INFECTED)
    assert store.read(upload.sha256) == INFECTED
    clamd.start()

    actions.scan_held()

    upload.refresh_from_db()
    assert (upload.state, upload.may_be_opened) == (State.INFECTED, False)
    with pytest.raises(FileNotFoundError):
        store.read(upload.sha256)
    [entry] = Entry.objects.filter(action="uploads.scanned")
    assert entry.details == {"state": "infected"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_scan_a_held_file_once(clamd: Clamd, held: Callable[[bytes], Upload]) -> None:
    upload = held(paper())
    clamd.start()
    actions.scan(upload_id=str(upload.pk))
    actions.scan(upload_id=str(upload.pk))
    assert Entry.objects.filter(action="uploads.scanned").count() == 1


@pytest.mark.django_db(transaction=True)
def test_taking_the_scanner_away_passes_nothing(
    settings: Settings, clamd: Clamd, held: Callable[[bytes], Upload]
) -> None:
    upload = held(paper())
    settings.CLAMD_URL = None
    assert actions.scan_held() == 1
    upload.refresh_from_db()
    assert upload.state == State.HELD
