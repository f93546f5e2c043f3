"""The lines of the files `manage.py assess_matches` reads and writes (docs/matching.md)."""

from datetime import date
from typing import Any

import msgspec

from portal.matching.records import ActingQuery, Address, Assessment, Candidate, Comparison, Query


class NotAQuery(Exception):
    """A line that cannot be read; the text says why."""


class ActingLine(msgspec.Struct):
    """The requester, when they act for the person."""

    role: str = ""
    first_name: str | None = None
    last_name: str | None = None
    postcode: str | None = None
    email: str | None = None


class QueryLine(msgspec.Struct):
    """What was typed about a person. Fields that are not named here are left alone."""

    query_id: str | int
    first_name: str | None = None
    last_name: str | None = None
    known_as: str | None = None
    date_of_birth: str | None = None
    address_lines: list[str] | str | None = None
    postcode: str | None = None
    uprn: str | int | None = None
    person_ref: str | int | None = None
    representative: ActingLine | None = None

    @property
    def query(self) -> Query:
        """The line as the engine takes it. A day that does not exist counts as not given."""
        lines = [self.address_lines] if isinstance(self.address_lines, str) else self.address_lines or []
        return Query(
            first_name=self.first_name or "",
            last_name=self.last_name or "",
            date_of_birth=_day(self.date_of_birth),
            known_as=self.known_as or "",
            address=Address(tuple(lines[:6]), self.postcode or "", str(self.uprn or "")),
            person_ref=str(self.person_ref or ""),
            representative=_acting(self.representative),
        )


def read_line(line: bytes) -> QueryLine:
    """Raises NotAQuery, saying what is wrong."""
    try:
        return msgspec.json.decode(line, type=QueryLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise NotAQuery(str(problem)) from None


def result_line(read: QueryLine, found: Assessment, took_ms: float) -> bytes:
    """One line of results, without its end."""
    candidates = [_candidate(one) for one in found.candidates]
    return msgspec.json.encode(
        {
            "query_id": read.query_id,
            "rule_version": found.rule_version,
            "took_ms": round(took_ms, 3),
            "candidates": candidates,
        }
    )


def _candidate(one: Candidate) -> dict[str, Any]:
    line: dict[str, Any] = {
        "person_ref": one.person_ref,
        "tier": str(one.tier),
        "weight": one.weight,
        "fields": _fields(one.fields),
    }
    if one.representative:
        line["representative"] = {
            "representative_ref": one.representative.representative_ref or None,
            "tier": str(one.representative.tier),
            "fields": _fields(one.representative.fields),
            "words": one.representative.words,
        }
    return line


def _fields(fields: dict[str, Comparison]) -> dict[str, dict[str, str]]:
    return {name: {"level": str(field.level), "words": field.words} for name, field in fields.items()}


def _acting(line: ActingLine | None) -> ActingQuery | None:
    if line is None:
        return None
    return ActingQuery(line.role, line.first_name or "", line.last_name or "", line.postcode or "", line.email or "")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
