"""The faults: each picks its moment by chance, strikes a running process, and is mended before the next one."""

import resource
import signal
from random import Random
from typing import ClassVar

from tests.faults.comparing import Usual
from tests.faults.process import Process, Steps
from tests.faults.stage import Stage

LONGEST_PDF = 30_000
NEAR_THE_END = 25


class Fault:
    """One way to break off a process, at one moment. `usual` tells how long it takes undisturbed."""

    name: ClassVar[str]
    # The message to PostgreSQL at which the process is to be held; see Wire.
    hold_at: int | None = None
    # The byte at which an upload is to end.
    cut_at: int | None = None

    def __init__(self, chance: Random, usual: Usual) -> None:
        """Picks the moment."""

    @classmethod
    def can_be_had(cls, stage: Stage, usual: Usual) -> bool:
        """Whether this machine and this delivery have what it takes."""
        return True

    def prepare(self, stage: Stage) -> None:
        """What has to be arranged before the process is started."""

    def inside(self) -> None:
        """What has to be arranged in the process itself, before it begins."""

    def strike(self, process: Process, stage: Stage) -> None:
        """Strikes the process, which has just begun."""

    def mend(self, stage: Stage) -> None:
        """Makes good again what the next process needs."""


class KilledAtAMoment(Fault):
    """After a part of the time it usually takes."""

    name = "killed at a moment"

    def __init__(self, chance: Random, usual: Usual) -> None:
        self._seconds = chance.uniform(0, usual.seconds)

    def strike(self, process: Process, stage: Stage) -> None:
        process.wait(self._seconds)
        process.kill()


class KilledAtAStep(Fault):
    """Just before or after a step on the disk: a PDF flushed, a file renamed, a delivery moved."""

    name = "killed at a step on the disk"

    def __init__(self, chance: Random, usual: Usual) -> None:
        self._steps = Steps(chance.randint(1, usual.steps), done=chance.random() < 0.5)

    @classmethod
    def can_be_had(cls, stage: Stage, usual: Usual) -> bool:
        return usual.steps > 0

    def inside(self) -> None:
        self._steps.watch()


class _AtAMessage(Fault):
    """While a message is on its way to PostgreSQL, which it may reach or not: any statement, and the COMMIT."""

    answered: ClassVar[bool] = True

    def __init__(self, chance: Random, usual: Usual) -> None:
        # Every other time near the end: there it is merged and committed.
        first = max(1, usual.messages - NEAR_THE_END) if chance.random() < 0.5 else 1
        self.hold_at = chance.randint(first, usual.messages)
        self._arrives = chance.random() < 0.5

    def strike(self, process: Process, stage: Stage) -> None:
        while process.is_running and not stage.wire.is_holding(0.005):
            pass
        if stage.wire.is_holding(0):
            self.harm(process, stage)
            stage.wire.let_go(deliver=self._arrives, answer=self.answered)

    def harm(self, process: Process, stage: Stage) -> None:
        """What happens while the message is held."""


class KilledAtAMessage(_AtAMessage):
    name = "killed with a message on its way"

    def harm(self, process: Process, stage: Stage) -> None:
        process.kill()
        process.wait(1)


class ConnectionLost(_AtAMessage):
    """The message may still arrive, but its answer does not come back."""

    name = "connection to PostgreSQL lost"
    answered = False


class ConnectionEnded(_AtAMessage):
    name = "connection ended by PostgreSQL"

    def harm(self, process: Process, stage: Stage) -> None:
        stage.server.send_away("portal")


class DatabaseStopped(_AtAMessage):
    """By an immediate shutdown or kill -9 of all its processes."""

    name = "PostgreSQL stopped"

    def __init__(self, chance: Random, usual: Usual) -> None:
        super().__init__(chance, usual)
        self._how = chance.choice([signal.SIGQUIT, signal.SIGKILL])

    def harm(self, process: Process, stage: Stage) -> None:
        stage.server.stop(how=self._how)

    def mend(self, stage: Stage) -> None:
        stage.server.wait()


class DatabaseWithoutRoom(_AtAMessage):
    """PostgreSQL's disk is full, but for a few pages."""

    name = "PostgreSQL's disk full"

    def __init__(self, chance: Random, usual: Usual) -> None:
        super().__init__(chance, usual)
        self._arrives = True
        self._left = chance.randrange(0, 100_000)

    @classmethod
    def can_be_had(cls, stage: Stage, usual: Usual) -> bool:
        return stage.data.has_a_size

    def harm(self, process: Process, stage: Stage) -> None:
        stage.data.leave(self._left)

    def mend(self, stage: Stage) -> None:
        stage.data.leave(None)
        stage.server.wait()


class DiskFull(Fault):
    """The disk of the document store and the inbox; where none can be mounted, no file may grow beyond a size."""

    name = "disk full"

    def __init__(self, chance: Random, usual: Usual) -> None:
        self._left = chance.randrange(usual.bytes)
        self._limits_files = False

    @classmethod
    def can_be_had(cls, stage: Stage, usual: Usual) -> bool:
        return usual.bytes > 0

    def prepare(self, stage: Stage) -> None:
        stage.files.leave(self._left)
        self._limits_files = not stage.files.has_a_size

    def inside(self) -> None:
        if self._limits_files:
            longest = self._left % LONGEST_PDF
            resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))

    def mend(self, stage: Stage) -> None:
        stage.files.leave(None)


class UploadCut(Fault):
    """The finance system is gone in the middle of an upload."""

    name = "upload cut"

    def __init__(self, chance: Random, usual: Usual) -> None:
        self.cut_at = chance.randrange(usual.sent)

    @classmethod
    def can_be_had(cls, stage: Stage, usual: Usual) -> bool:
        return usual.sent > 0


FAULTS: list[type[Fault]] = [
    KilledAtAMoment,
    KilledAtAStep,
    KilledAtAMessage,
    ConnectionLost,
    ConnectionEnded,
    DatabaseStopped,
    DatabaseWithoutRoom,
    DiskFull,
    UploadCut,
]
