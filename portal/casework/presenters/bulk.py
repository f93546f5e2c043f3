"""The strings of F6."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.access.actions.bulk import Done
from portal.access.assessing import query_of
from portal.access.bulk import Ready
from portal.access.models import AccessRequest
from portal.casework.forms.queue import Tick
from portal.casework.presenters.ticked import requests_counted
from portal.casework.presenters.words import role_label
from portal.council.identity import council
from portal.design.formats import day

DONE = {Done.APPROVED: "approved", Done.SECOND_CHECK: "sent to second check", Done.FAILED: "failed"}


@dataclass(frozen=True, slots=True)
class Line:
    """One exact match: what was typed, and who is on file."""

    request: AccessRequest
    tick: str
    requester: str
    role: str
    born: str
    postcode: str
    on_file: str


@dataclass(frozen=True, slots=True)
class Told:
    """One request and a sentence about it."""

    request: AccessRequest
    words: str


def read_through(ready: Sequence[Ready], unticked: bool) -> dict[str, Any]:  # noqa: FBT001 - what the page shows
    """The page to read through: exact matches, and those that have to be decided one by one."""
    exact = [each for each in ready if not each.obstacle]
    most = council().casework.bulk_most
    return {
        "title": f"Approve {exact_matches(len(exact[:most]))}",
        "lines": [_line(each) for each in exact[:most]],
        "ticked": not unticked,
        "others": [Told(each.request, each.obstacle) for each in ready if each.obstacle],
        "too_many": f"Only the first {most} are shown. Do the others after them." if len(exact) > most else "",
    }


def last_look(requests: Sequence[AccessRequest], ticks: Sequence[Tick]) -> dict[str, Any]:
    """The page to confirm on."""
    one_in = council().casework.bulk_sample_one_in
    sample = f"1 in {one_in}, chosen at random, goes to a second check instead, and is not emailed yet."
    return {
        "title": f"Confirm that you approve {requests_counted(len(requests))}",
        "requests": requests,
        "ticks": ticks,
        "sample": sample if one_in else "",
    }


def result(requests: Sequence[AccessRequest], told: Mapping[UUID, tuple[str, str]]) -> dict[str, Any]:
    """What became of them, by outcome: "17 approved, 1 sent to second check, 0 failed"."""
    by_outcome = {
        done: [Told(each, told[each.pk][1]) for each in requests if told[each.pk][0] == done.value] for done in DONE
    }
    return {
        "title": ", ".join(f"{len(found)} {DONE[done]}" for done, found in by_outcome.items()),
        "groups": [(DONE[done].capitalize(), found) for done, found in by_outcome.items() if found],
    }


def exact_matches(number: int) -> str:
    """As "1 exact match" or "18 exact matches"."""
    return f"{number} exact match{'' if number == 1 else 'es'}"


def _line(ready: Ready) -> Line:
    typed, person = query_of(ready.request), ready.person
    return Line(
        request=ready.request,
        tick=str(Tick(ready.request.pk, ready.request.version)),
        requester=ready.request.own_name,
        role=role_label(ready.request.role),
        born=day(typed.date_of_birth) if typed.date_of_birth else "–",
        postcode=typed.address.postcode,
        on_file=f"{person.name}, number {person.person_ref}" if person else "–",
    )
