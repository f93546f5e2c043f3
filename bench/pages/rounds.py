"""Round after round: each page by each way, the order swapped from one round to the next."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Final, TypeVar

from bench.pages.driving import Reader, Visit, drive
from bench.pages.same import difference, page_of
from bench.pages.serving import Server, cpu_of
from bench.pages.ways import OURS

Key = TypeVar("Key", str, int)
ROUNDS: Final = 7
READERS: Final = 4  # at a time: as many as the portal has threads
PAGES: Final = ("list", "remittance")
COMPARED: Final = 5
SETTLES: Final = 0.3  # seconds until ended server processes have been counted


class NotTheSame(Exception):
    """Two ways give different pages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A server that runs, and what can be opened there; `session`: which of the two sessions it knows."""

    server: Server
    pages: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]
    session: str

    def visits(self, page: str, number: int) -> list[Visit]:
        """So many, by all readers in turn."""
        return [(address, keys[self.session]) for address, keys in islice(cycle(self.pages[page]), number)]


@dataclass(slots=True)
class Figures:
    """Round by round: pages in a second, ms of CPU a page (of the web processes, and of all), ms for each page."""

    rate: list[float] = field(default_factory=list)
    web: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)


def compared(opened: Mapping[str, Opened]) -> None:
    """Raises NotTheSame unless all ways give the same pages."""
    for page in PAGES:
        for number in range(COMPARED):
            found = {name: page_of(_one(way, page, number)) for name, way in opened.items()}
            for name, text in found.items():
                if differs := difference(found[OURS], text):
                    raise NotTheSame(f"{page} by {name}: {differs}")


def _one(way: Opened, page: str, number: int) -> bytes:
    reader = Reader(way.server.port)
    body = reader.open(way.visits(page, number + 1)[number])
    reader.close()
    return body


def race(opened: Mapping[str, Opened], database: int, requests: int) -> dict[tuple[str, str], Figures]:
    """By page and way. `database`: the process all of the database server's come from."""
    figures: dict[tuple[str, str], Figures] = {(page, name): Figures() for page in PAGES for name in opened}
    for page in PAGES:
        for way in opened.values():  # warm: every thread its connection, every statement its plan
            drive(way.server.port, way.visits(page, 60), READERS)
    for number in range(ROUNDS):
        for page in PAGES:
            for name in _turned(list(opened), number):
                _measure(opened[name], page, requests, database, figures[page, name])
    return figures


def _turned(those: list[Key], number: int) -> list[Key]:
    return those if number % 2 == 0 else those[::-1]


def _measure(way: Opened, page: str, requests: int, database: int, into: Figures) -> None:
    visits, web, server, began = way.visits(page, requests), cpu_of(way.server.pid), cpu_of(database), time.monotonic()
    drive(way.server.port, visits, READERS)
    took = time.monotonic() - began
    time.sleep(SETTLES)
    web = cpu_of(way.server.pid) - web
    into.rate.append(requests / took)
    into.web.append(1000 * web / requests)
    into.cpu.append(1000 * (web + cpu_of(database) - server) / requests)


def spread(sizes: Mapping[int, Opened], requests: int) -> dict[tuple[str, int], Figures]:
    """By page and number of documents: the time 19 of 20 pages need no more than, one reader at a time."""
    figures: dict[tuple[str, int], Figures] = {(page, size): Figures() for page in PAGES for size in sizes}
    for page in PAGES:
        for way in sizes.values():
            drive(way.server.port, way.visits(page, len(way.pages[page])), READERS)
    for number in range(ROUNDS):
        for page in PAGES:
            for size in _turned(list(sizes), number):
                way = sizes[size]
                times = sorted(drive(way.server.port, way.visits(page, max(requests, 100)), 1))
                figures[page, size].p95.append(1000 * times[int(0.95 * len(times))])
    return figures
