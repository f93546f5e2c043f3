"""`manage.py assess_matches QUERIES.jsonl --out RESULTS.jsonl`: whom typed details are about, for calibrating."""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from portal.people.assessing import assess
from portal.people.query_lines import NotAQuery, read_line, result_line

LONGEST_LINE = 1_000_000


class Command(BaseCommand):
    help = (
        "Assesses a file of queries against the people in the database (docs/matching.md). Exit status: 0, or 1 if"
        " lines could not be read; every other line has its result all the same."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 – as BaseCommand has it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queries", type=Path, help="a file with one JSON object a line")
        parser.add_argument("--out", type=Path, required=True, help="where the results go, one JSON object a line")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            with options["queries"].open("rb") as queries, options["out"].open("wb") as out:
                bad = sum(not self._answer(number, line, out) for number, line in _numbered(queries))
        except OSError as problem:
            raise CommandError(f"{problem.filename}: {problem.strerror}") from problem
        if bad:
            self.stderr.write(f"{bad} {'line' if bad == 1 else 'lines'} could not be read; all others have a result.")
            sys.exit(1)

    def _answer(self, number: int, line: bytes, out: BinaryIO) -> bool:
        """Writes the result of one line; says so and gives False if it is no query."""
        try:
            read = read_line(line)
        except NotAQuery as problem:
            self.stderr.write(f"line {number}: {problem}")
            return False
        query = read.query
        if read.date_of_birth and query.date_of_birth is None:
            self.stderr.write(f"line {number}: {read.date_of_birth[:40]!r} is no date; assessed without it")
        began = perf_counter()
        found = assess(query)
        out.write(result_line(read, found, 1000 * (perf_counter() - began)) + b"\n")
        return True


def _numbered(queries: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers from 1, read one at a time."""
    lines = iter(lambda: queries.readline(LONGEST_LINE), b"")
    for number, line in enumerate(tqdm(lines, unit=" queries", disable=None), start=1):
        if line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf")
