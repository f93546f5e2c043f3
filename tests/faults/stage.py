"""Where it happens: a database, a document store and an inbox, put back to where they were before each fault."""

import gc
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults.digest import Files, TableReader, Tables, stored_files
from tests.faults.process import Process
from tests.faults.room import Room
from tests.faults.sender import Sender
from tests.faults.server import Server
from tests.faults.wire import Wire

Work = Callable[[], None]


class Stage:
    """The portal's surroundings, all in `folder`. The portal reaches its database by the wire alone."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder, self.log = folder, folder / "process.log"
        self.files, self.data = Room(folder / "files"), Room(folder / "data")
        self.store, self.inbox = self.files.folder / "store", self.files.folder / "inbox"
        self.inbox.mkdir()
        self.deliveries = folder / "deliveries"
        (folder / "wire").mkdir()
        self.server = Server(self.data.folder, folder / "server.log")
        self.wire = Wire(folder / "wire" / ".s.PGSQL.5432", self.server.socket)

    def settings(self) -> Mapping[str, str]:
        """The environment of the portal's processes."""
        return {
            "DEMO": "1",
            "SECRET_KEY": "for-the-tests-only-" + "x" * 40,
            "EMAIL_URL": "demo:",
            "DATABASE_URL": f"postgresql://postgres@/portal?host={self.folder / 'wire'}",
            "DOCUMENT_STORE": str(self.store),
            "DELIVERY_INBOX": str(self.inbox),
            "DJANGO_SETTINGS_MODULE": "portal.config.settings",
        }

    def build(self, fill: Work) -> None:
        """Starts the server and keeps what `fill` leaves behind as what each fault begins with.

        It runs in this very process: so all is imported here that the portal's processes need, and none has to do it.
        """
        self.server.make()
        self.server.start()
        self.server.sql('CREATE DATABASE "portal"')
        self.wire.open()
        fill()
        self.wire.close()
        self.server.copy_database("portal", "base")
        self._reader = TableReader(self.server, "base")
        shutil.copytree(self.store, self.folder / "base-store")
        # The collector leaves alone what is here by now: looking through it, it would copy all of it into each process.
        gc.freeze()

    def restore(self) -> None:
        """Everything as it was at the beginning."""
        self.log.unlink(missing_ok=True)
        self.server.copy_database("base", "portal")
        for folder in (self.store, self.inbox):
            shutil.rmtree(folder)
        shutil.copytree(self.folder / "base-store", self.store)
        self.inbox.mkdir()

    def put_into_inbox(self, *deliveries: Path) -> None:
        """Puts these deliveries, folders or zips, into the inbox."""
        for path in deliveries:
            copy = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, self.inbox / path.name)

    def start(self, work: Work, *, hold_at: int | None = None, sender: Sender | None = None) -> Process:
        """Starts a process of the portal. Forks before any thread begins: a fork takes no threads along."""
        process = Process(work, self.log)
        self.wire.open(hold_at=hold_at)
        if sender:
            sender.begin()
        return process

    def run(self, work: Work, sender: Sender | None = None, *, seconds: float = 60) -> int | None:
        """Runs a process undisturbed and gives its exit status."""
        process = self.start(work, sender=sender)
        status = process.wait(seconds)
        self.end(process, sender)
        return status

    def end(self, process: Process, sender: Sender | None) -> bool:
        """Ends it, if it still runs, and its connections. Whether nothing it started is left."""
        process.kill()
        process.wait(10)
        gone = process.leaves_nobody()
        self.wire.close()
        if sender:
            sender.end()
        return gone

    def tables(self) -> Tables:
        return self._reader.read("portal")

    def stored(self) -> Files:
        return stored_files(self.store)

    def close(self) -> None:
        """Stops the server and gives the rooms back."""
        self.server.stop()
        self.files.end()
        self.data.end()
