"""A real clamd of the tests' own: one signature, no download, and it can be killed and started again."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.support.ports import free_port
from tests.support.waiting import MOST_SECONDS, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
# What the tests' signature finds; harmless everywhere else.
BAD_WORDS = b"westmere-test-signature-this-is-no-virus"


class Clamd:
    """The daemon: by TCP and by a socket file, both of this test alone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.socket = folder / "clamd.sock"
        (folder / "signatures").mkdir()
        (folder / "signatures" / "test.ndb").write_text(f"Westmere.Test:0:*:{BAD_WORDS.hex()}\n")
        (folder / "clamd.conf").write_text(
            f"DatabaseDirectory {folder}/signatures\nLocalSocket {self.socket}\nTCPSocket {self.port}\n"
            "TCPAddr 127.0.0.1\nForeground yes\nStreamMaxLength 20M\nBytecode no\nDebug no\nMaxThreads 2\n"
            f"LogFile {folder}/clamd.log\nTemporaryDirectory {folder}\nConcurrentDatabaseReload no\n"
        )
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def by_tcp(self) -> str:
        """Its CLAMD_URL by TCP."""
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def by_file(self) -> str:
        """Its CLAMD_URL by the socket file."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.socket.unlink(missing_ok=True)
        command = [program(), "--config-file", str(self.folder / "clamd.conf")]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self._answers)

    def _answers(self) -> bool:
        assert self.process
        assert self.process.poll() is None, (self.folder / "clamd.log").read_text()
        try:
            with socket.create_connection(("127.0.0.1", self.port), MOST_SECONDS) as probe:
                probe.sendall(b"zPING\0")
                return probe.recv(16) == b"PONG\0"
        except OSError:
            return False

    def kill(self) -> None:
        """Kills it in the middle of whatever it does."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def program() -> str:
    """Where clamd is: Debian's, or the one `make scanner` brought."""
    places = f"/usr/sbin:{ROOT}/.tools/clamav/usr/sbin"
    found = shutil.which("clamd") or shutil.which("clamd", path=places)
    assert found, "clamd is missing; `make scanner` installs it."
    return found


@pytest.fixture(scope="session")
def clamd_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    clamd = Clamd(tmp_path_factory.mktemp("clamd"))
    yield clamd
    clamd.kill()


@pytest.fixture
def clamd(clamd_of_the_run: Clamd, settings: Settings) -> Clamd:
    """A running clamd that the portal asks."""
    if clamd_of_the_run.process is None:
        clamd_of_the_run.start()
    settings.CLAMD_URL = clamd_of_the_run.by_tcp
    return clamd_of_the_run
