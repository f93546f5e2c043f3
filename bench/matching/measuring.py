"""Asks every question in every way, in rounds with the order swapped, and counts what came of it."""

import os
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from django.db import connection

from bench.matching.county import Drawn, Question
from bench.matching.ways import OURS, WAYS, query_of

ROUNDS = 7


@dataclass
class Result:
    """What a way answered; times in ms."""

    times: list[float] = field(default_factory=list)
    by_round: list[float] = field(default_factory=list)
    p95_by_round: list[float] = field(default_factory=list)
    cpu: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    in_three: Counter[str] = field(default_factory=Counter)
    strong_right: Counter[str] = field(default_factory=Counter)
    strong_wrong: list[Question] = field(default_factory=list)
    missed: list[Question] = field(default_factory=list)
    decoys: int = 0
    decoys_strong: list[Question] = field(default_factory=list)

    def share(self, counts: Counter[str]) -> float:
        """Of all questions about people on file."""
        return counts.total() / max(1, self.asked.total())

    @property
    def precision(self) -> float:
        """How many of the strong ones are right, decoys left aside: they have a goal of their own."""
        right = self.strong_right.total()
        return right / max(1, right + len(self.strong_wrong))

    @property
    def cpu_ms(self) -> float:
        """CPU for one question, of both processes."""
        return 1000 * self.cpu / len(self.times)

    @property
    def p50(self) -> float:
        """The middle time."""
        return median(self.times)

    @property
    def p95(self) -> float:
        """The time nineteen of twenty stay below."""
        return quantiles(self.times, n=20)[-1]


def measure(drawn: Drawn) -> dict[str, Result]:
    """Every question once in every way; the way that goes first changes with the round."""
    results: dict[str, Result] = defaultdict(Result)
    questions = [*drawn.on_file, *drawn.decoys]
    for warming in questions[:200]:
        for way in WAYS.values():
            way(query_of(warming.typed))
    for number in range(ROUNDS):
        order = list(WAYS) if number % 2 == 0 else list(reversed(WAYS))
        for name in order:
            _ask(name, questions[number::ROUNDS], results[name])
    return results


def _ask(name: str, questions: list[Question], result: Result) -> None:
    before, cpu = len(result.times), _cpu()
    for question in questions:
        query = query_of(question.typed)
        began = perf_counter()
        answers = WAYS[name](query)
        result.times.append(1000 * (perf_counter() - began))
        _count(question, answers, result)
    result.cpu += _cpu() - cpu
    result.by_round.append(median(result.times[before:]))
    result.p95_by_round.append(quantiles(result.times[before:], n=20)[-1])


def _cpu() -> float:
    """Seconds of CPU of this process and, if it runs on this machine, of its server process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not server.is_file():
        return process_time()
    user, system = server.read_text().rpartition(")")[2].split()[11:13]
    return process_time() + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _count(question: Question, answers: list[tuple[str, str]], result: Result) -> None:
    strong = [ref for ref, tier in answers if tier == "strong"]
    if not question.ref:
        result.decoys += 1
        result.decoys_strong += [question] if strong else []
        return
    refs = [ref for ref, _ in answers[:3]]
    result.asked[question.kind] += 1
    result.first[question.kind] += refs[:1] == [question.ref]
    result.in_three[question.kind] += question.ref in refs
    result.strong_right[question.kind] += strong == [question.ref]
    result.strong_wrong += [question] if strong and strong != [question.ref] else []
    result.missed += [] if question.ref in refs else [question]


def ratios(results: dict[str, Result], other: str) -> list[float]:
    """The other way's median by ours, round by round."""
    return [theirs / ours for theirs, ours in zip(results[other].by_round, results[OURS].by_round, strict=True)]
