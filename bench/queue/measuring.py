"""Wall time and CPU, of this process and of the database's that serves it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from django.db import connection

from bench.queue.ways import Race

ROUNDS = 9
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Times:
    """What something took, in ms, round by round."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def measure(self, act: Callable[[], object]) -> None:
        """Once more."""
        began, cpu = perf_counter(), _cpu()
        act()
        self.wall.append(1000 * (perf_counter() - began))
        self.cpu.append(1000 * (_cpu() - cpu))

    @property
    def middle(self) -> float:
        """The median of the wall time."""
        return median(self.wall)


def in_rounds(acts: dict[str, Callable[[], object]]) -> dict[str, Times]:
    """Each in every round, the order swapped from one round to the next, after one that does not count."""
    times = {name: Times() for name in acts}
    for act in acts.values():
        act()
    for number in range(ROUNDS):
        names = list(acts) if number % 2 == 0 else list(reversed(acts))
        for name in names:
            times[name].measure(acts[name])
    return times


def raced(race: Race) -> tuple[Times, Times, list[float]]:
    """Ours, theirs, and how many times longer theirs took in each round."""
    times = in_rounds({"ours": race.ours, "theirs": race.theirs})
    ours, theirs = times["ours"], times["theirs"]
    return ours, theirs, [slow / fast for fast, slow in zip(ours.wall, theirs.wall, strict=True)]


def _cpu() -> float:
    """Seconds of this process and of its server process; the latter in steps of 10 ms."""
    pid = connection.connection.info.backend_pid
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return process_time() + (int(used[11]) + int(used[12])) / TICK
