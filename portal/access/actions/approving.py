"""What an approval opens, however it came about: by one officer, or confirmed by a second one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from portal.access.actions.grants import give_access
from portal.access.actions.refusals import refuse_if_close_to, refuse_without_basis
from portal.access.actions.telling import tell_requester
from portal.access.letters import approval_letter
from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.people.models import Person, Representative


@dataclass(frozen=True, slots=True)
class Terms:
    """Whose documents, of which kinds, on which role on file, between which UK days; `note` is for staff."""

    person: Person
    representative: Representative | None
    kinds: Sequence[str]
    starts_on: date
    ends_on: date | None
    note: str


def refuse_terms(officer: Account, request: AccessRequest, terms: Terms) -> Person:
    """Raises a DecisionRefused if this officer cannot open these documents, or nobody can.

    Gives the person's row, locked: it waits for a delivery that may just report a death, and for another approval for
    the same person.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=terms.person.pk)
    refuse_if_close_to(officer, person, request)
    refuse_without_basis(
        request,
        person=person,
        representative=terms.representative,
        kinds=terms.kinds,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
    )
    return person


def open_documents(officer: Account, request: AccessRequest, terms: Terms, **details: Any) -> None:
    """The approval itself, its entry in the audit trail and its e-mail. `details` go into the entry."""
    request.person, request.staff_note = terms.person, terms.note
    request.status = AccessRequest.Status.APPROVED
    request.decided_at, request.decided_by = timezone.now(), officer
    request.version += 1
    request.save()
    grant = give_access(
        request=request,
        person=terms.person,
        representative=terms.representative,
        kinds=terms.kinds,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
    )
    _record(officer, request, grant, details)
    tell_requester(
        request,
        "request_approved",
        **approval_letter(request, kinds=grant.kinds, last_day=grant.last_day),
    )


def _record(officer: Account, request: AccessRequest, grant: Grant, details: dict[str, Any]) -> None:
    record(
        actor=officer,
        action="access.request_approved",
        on=request,
        person_id=grant.person_id,
        grant=str(grant.pk),
        role=grant.role,
        kinds=list(grant.kinds),
        ends_on=grant.last_day and grant.last_day.isoformat(),
        **details,
    )
