"""Breaks off deliveries, one fault after the other, and compares what is there with what undisturbed runs give."""

from dataclasses import dataclass, field
from random import Random
from time import monotonic

from tests.faults.cases import Case, announce
from tests.faults.comparing import Difference, SomethingBetween, Usual, look_at_end, look_at_once, tree
from tests.faults.faults import FAULTS, Fault
from tests.faults.process import Steps
from tests.faults.sender import Sender
from tests.faults.stage import Stage, Work

LONGEST = 60.0


@dataclass(frozen=True)
class Result:
    """What became of one fault; `taken` says how many of the deliveries were in when it had struck."""

    fault: str
    case: str
    taken: str
    difference: str = ""
    # The difference is that a part of a delivery was in.
    between: bool = False


def nothing() -> None:
    """Leaves the portal as it is."""


@dataclass
class Runner:
    """Breaks off the cases on the stage. `spoil` changes the portal for the worse, in each of its processes."""

    stage: Stage
    cases: list[Case]
    usual: dict[str, Usual] = field(default_factory=dict)
    spoil: Work = nothing

    def measure(self) -> None:
        """Runs every case undisturbed."""
        for case in self.cases:
            self.usual[case.name] = self._measured(case)

    def strike(self, seed: int, number: int) -> Result:
        """Fault `number`: breaks off a delivery, looks, has it taken again, and looks again."""
        chance = Random(f"{seed}:{number}")
        kind, case = self._picked(chance, number)
        usual = self.usual[case.name]
        fault = kind(chance, usual)
        self.stage.restore()
        self.stage.put_into_inbox(*case.in_inbox)
        taken = "none"
        try:
            status, sender = self._broken_off(case, fault)
            accepted = sender is not None and sender.was_accepted
            number_in = look_at_once(self.stage, case, usual, status, accepted=accepted)
            taken = {0: "none", len(case.deliveries): "all"}.get(number_in, "some")
            look_at_end(self.stage, case, usual, self._taken_again(case, accepted=accepted))
        except Difference as difference:
            return Result(fault.name, case.name, taken, str(difference), isinstance(difference, SomethingBetween))
        return Result(fault.name, case.name, taken)

    def _picked(self, chance: Random, number: int) -> tuple[type[Fault], Case]:
        """The kinds of fault in turn, and one of the cases that can have it."""
        having = {
            kind: [case for case in self.cases if kind.can_be_had(self.stage, self.usual[case.name])] for kind in FAULTS
        }
        kinds = [kind for kind in FAULTS if having[kind]]
        kind = kinds[number % len(kinds)]
        return kind, chance.choice(having[kind])

    def _broken_off(self, case: Case, fault: Fault) -> tuple[int, Sender | None]:
        """The process's exit status, and who sent it the delivery."""
        sender = case.sender(cut_at=fault.cut_at)

        def work() -> None:
            fault.inside()
            self.spoil()
            case.hand_in(sender)

        fault.prepare(self.stage)
        process = self.stage.start(work, hold_at=fault.hold_at, sender=sender)
        fault.strike(process, self.stage)
        status = process.wait(LONGEST)
        if status is None:
            process.say_where()
        gone = self.stage.end(process, sender)
        fault.mend(self.stage)
        if status is None:
            raise Difference(f"it still runs after {LONGEST:.0f} seconds:\n{self.stage.log.read_text()[-3000:]}")
        if not gone:
            raise Difference("a process it started stays behind")
        return status, sender

    def _taken_again(self, case: Case, *, accepted: bool) -> int | None:
        """Nobody sends a zip again that was accepted."""
        sender = None if accepted else case.sender()

        def work() -> None:
            self.spoil()
            try:
                case.hand_in(sender)
            finally:
                announce()

        return self.stage.run(work, sender)

    def _measured(self, case: Case) -> Usual:
        """Hands in one delivery after the other, and looks after each."""
        self.stage.restore()
        states, steps, messages, seconds = [self.stage.tables()], Steps(), 0, 0.0
        room = self.stage.files.bytes
        for delivery in case.deliveries:
            began = monotonic()
            if case.in_inbox:
                self.stage.put_into_inbox(delivery)
            sender = case.sender()
            self._run_undisturbed(case, steps, sender)
            seconds += monotonic() - began
            messages += self.stage.wire.messages
            states.append(self.stage.tables())
        stored, inbox, room = self.stage.stored(), tree(self.stage.inbox), self.stage.files.bytes - room
        assert self.stage.run(announce) == 0, self.stage.log.read_text()
        sent = sender.bytes if sender else 0
        return Usual(states, self.stage.tables(), stored, inbox, seconds, messages, steps.taken, room, sent)

    def _run_undisturbed(self, case: Case, steps: Steps, sender: Sender | None) -> None:
        def work() -> None:
            steps.watch()
            case.hand_in(sender)

        status = self.stage.run(work, sender)
        assert status == case.status, f"{case.name}: {status}\n{self.stage.log.read_text()}"
