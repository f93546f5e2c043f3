"""What an officer ticked in the queue, and what is done with all of it at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest

from portal.access.actions import assign_request, claim_request
from portal.access.errors import DecisionRefused
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.casework.forms.queue import Tick, TickForm

KEPT: Final = "ticked"


@dataclass(slots=True)
class Outcome:
    """The requests it was done with, and those it was refused for, as they are now."""

    done: list[AccessRequest] = field(default_factory=list)
    refused: list[AccessRequest] = field(default_factory=list)


def claim_ticked(*, officer: Account, ticks: Iterable[Tick]) -> Outcome:
    """The officer takes each of them on, unless it has changed since it was ticked."""
    return _each(ticks, lambda tick: claim_request(officer=officer, request_id=tick.request_id, version=tick.version))


def assign_ticked(*, officer: Account, ticks: Iterable[Tick], to: Account) -> Outcome:
    """Puts each of them into the hands of `to`, unless it has changed since it was ticked."""
    return _each(
        ticks, lambda tick: assign_request(officer=officer, request_id=tick.request_id, version=tick.version, to=to)
    )


def keep_ticks(request: HttpRequest, ticks: Iterable[Tick]) -> None:
    """Keeps them with the officer's session, for the next page."""
    request.session[KEPT] = [str(tick) for tick in ticks]


def kept_ticks(request: HttpRequest) -> list[Tick]:
    """Those kept last; none if there are none."""
    form = TickForm({"ticked": request.session.get(KEPT, [])})
    return form.cleaned_data["ticked"] if form.is_valid() else []


def ticked_requests(ticks: Iterable[Tick]) -> list[AccessRequest]:
    """The sent ones among them, in the order they were ticked."""
    wanted = [tick.request_id for tick in ticks]
    found = AccessRequest.objects.sent().select_related("account").in_bulk(wanted)
    return [found[number] for number in wanted if number in found]


def _each(ticks: Iterable[Tick], act: Callable[[Tick], AccessRequest]) -> Outcome:
    """One transaction each: what a colleague changed meanwhile does not stop the rest."""
    outcome = Outcome()
    for tick in ticks:
        try:
            outcome.done.append(act(tick))
        except DecisionRefused as refusal:
            outcome.refused.append(refusal.request)
        except AccessRequest.DoesNotExist:
            continue
    return outcome
