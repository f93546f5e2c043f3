"""First load, the same again, COPY and update_or_create, in turn, at each size."""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
from django.core.management import call_command

from bench.delivery.made_up import LINES_EACH, people, remittances, write_delivery, write_manifest
from bench.delivery.measuring import Run, middle, take, timed
from bench.delivery.one_by_one import documents_alone, documents_and_lines, table_of_lines
from bench.delivery.ways import FORMS, Form, copy_clean_rows, empty, forget_clean_rows, keep_clean_rows, settle

PEOPLE = 4_000
MOST_MEMORY = 400  # MB
A_MILLION = 1_000_000
Goal = dict[str, Any]
Runs = dict[str, list[Run]]
Act = Callable[[], None]


def race(folder: Path, sizes: tuple[int, ...], rounds: int) -> list[Goal]:
    """The goals at each number of remittance lines."""
    call_command("migrate", verbosity=0)
    take(write_delivery(folder / "people", delivery_id="people", sequence=1, people=people(PEOPLE)))
    goals: list[Goal] = []
    for lines in sizes:
        given = remittances(lines // LINES_EACH, people=PEOPLE)
        path = write_delivery(folder / str(lines), delivery_id="first", sequence=2, documents=given)
        runs = _in_rounds(path, rounds, slow=lines == 10_000)
        goals += _goals(lines, runs, largest=lines == sizes[-1])
        for taken in (path, _again_path(path)):
            shutil.rmtree(taken)
    return goals


def _in_rounds(path: Path, rounds: int, *, slow: bool) -> Runs:
    """Every way in every round, the order swapped from one to the next, after one that does not count."""
    ways = _Ways(path)
    ways.ours()
    keep_clean_rows(path)
    ways.runs = {name: [] for name in ("first", "again", *FORMS, *(["lines", "documents"] if slow else []))}
    copies: list[Act] = [partial(ways.copy, form) for form in FORMS]
    acts: list[Act] = [ways.ours, *copies, *([ways.one_by_one] if slow else [])]
    for number in range(rounds):
        for act in acts if number % 2 == 0 else reversed(acts):
            act()
        sys.stderr.write(f"{path.name} lines, round {number + 1}: {_said(ways.runs)}\n")
    forget_clean_rows(path)
    return ways.runs


class _Ways:
    """The ways to put in the delivery at `path`, and what each took whenever it ran."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.runs: Runs = {"first": [], "again": []}

    def ours(self) -> None:
        """The first load, and the same again."""
        empty()
        self.runs["first"].append(take(self._path))
        settle()
        self.runs["again"].append(take(_again(self._path)))

    def copy(self, form: Form) -> None:
        """COPY of clean rows in one of PostgreSQL's forms."""
        empty()
        self.runs[form].append(timed(partial(copy_clean_rows, self._path, form)))

    def one_by_one(self) -> None:
        """update_or_create, with a line as a row and with a document as one."""
        data = self._path / "documents.jsonl"
        empty()
        with table_of_lines():
            self.runs["lines"].append(timed(partial(documents_and_lines, data)))
            empty()
        self.runs["documents"].append(timed(partial(documents_alone, data)))


def _again(path: Path) -> Path:
    """The same content under a new id."""
    other = _again_path(path)
    other.mkdir(exist_ok=True)
    data = other / "documents.jsonl"
    if not data.exists():
        data.hardlink_to(path / "documents.jsonl")
    files = msgspec.json.decode((path / "manifest.json").read_bytes())["files"]
    write_manifest(other, delivery_id="again", sequence=3, files=files)
    return other


def _again_path(path: Path) -> Path:
    return path.with_name(f"{path.name}-again")


def _said(runs: Runs) -> str:
    return ", ".join(f"{name} {of_way[-1].seconds:.2f} s" for name, of_way in runs.items())


def _goals(lines: int, runs: Runs, *, largest: bool) -> list[Goal]:
    """Only a million lines have the goal of speed: with fewer, what every delivery costs weighs more than the rows."""
    first, again = runs["first"], runs["again"]
    memory = [run.memory / 1024 for run in (*first, *again)]
    goals = [
        _ratio(f"{lines:,} lines: COPY by first load", 0.8 if lines == A_MILLION else None, runs["text"], first),
        _ratio(f"{lines:,} lines: binary COPY by first load", None, runs["binary"], first),
        _ratio(f"{lines:,} lines: first load by the same again", 1.0 if largest else None, first, again),
        {
            "what": f"{lines:,} lines: peak memory of the command, MB",
            "goal": f"≤ {MOST_MEMORY}",
            "measured": round(max(memory)),
            "range": [round(min(memory)), round(max(memory))],
            "holds": max(memory) <= MOST_MEMORY,
        },
    ]
    if "lines" in runs:
        documents = f"{lines // LINES_EACH:,} documents"
        goals += [
            _ratio(f"{documents}, {lines:,} lines: update_or_create by first load", 100.0, runs["lines"], first),
            _ratio(f"{documents} as rows: update_or_create by first load", None, runs["documents"], first),
        ]
    return goals


def _ratio(what: str, goal: float | None, above: list[Run], below: list[Run]) -> Goal:
    """How many times as long `above` takes; per round, for the machine is not the same in each."""
    ratios = [one.seconds / other.seconds for one, other in zip(above, below, strict=True)]
    holds: bool | str | None = None
    if goal is not None:
        holds = min(ratios) >= goal or ("unresolved" if max(ratios) >= goal else False)
    return {
        "what": what,
        "goal": "" if goal is None else f"≥ {goal:g}",
        "measured": round(median(ratios), 2),
        "range": [round(min(ratios), 2), round(max(ratios), 2)],
        "holds": holds,
        "note": f"{_costs(above)} by {_costs(below)}",
    }


def _costs(runs: list[Run]) -> str:
    own, server = median(run.cpu for run in runs), median(run.server_cpu for run in runs)
    return f"{middle(runs):.2f} s (CPU {own:.1f}, PostgreSQL {server:.1f})"
