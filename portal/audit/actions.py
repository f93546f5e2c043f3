"""Writing the audit trail."""

from collections.abc import Iterable
from typing import Any, Final, Protocol

from django.db import connection, models

from portal.audit import origin
from portal.audit.models import Entry
from portal.audit.querysets import type_of
from portal.database.prepared import execute

# One entry, with all that the database does not fill in itself.
COLUMNS: Final = {
    field.attname: field
    for field in Entry._meta.concrete_fields  # noqa: SLF001 - Django's documented interface
    if field.attname not in ("id", "at")
}
INSERT: Final = f"INSERT INTO audit_entry ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608


class Actor(Protocol):
    """Who acted: an account, a member of the public or staff."""

    pk: Any
    staff_role: str


def record(
    *,
    actor: Actor | None,
    action: str,
    on: models.Model | None = None,
    person_id: int | None = None,
    actor_role: str | None = None,
    **details: Any,
) -> None:
    """Adds one entry, in the caller's transaction.

    `actor` is None for the portal itself (a delivery, a job) and for visitors who are not signed in (then pass
    `actor_role="nobody"`). `action` is room and verb, e.g. "access.request_approved". `on` is what was acted on;
    `person_id` whose data was touched or read. `details` is JSON and never holds a secret.
    """
    made = _made_by(actor, actor_role, action, on) | {"person_id": person_id, "details": details}
    execute(INSERT, [field.get_db_prep_save(made[name], connection) for name, field in COLUMNS.items()])


def record_reads(*, actor: Actor, action: str, on: models.Model, person_ids: Iterable[int]) -> None:
    """Adds one entry for each person whose data was read on one page, in one statement; otherwise as `record`."""
    made = _made_by(actor, None, action, on)
    Entry.objects.bulk_create(Entry(**made, person_id=person_id) for person_id in person_ids)


def record_reads_on(*, actor: Actor, action: str, reads: Iterable[tuple[models.Model, int]]) -> None:
    """Adds one entry for each thing and the person whose data was read with it, in one statement."""
    Entry.objects.bulk_create(
        Entry(**_made_by(actor, None, action, on), person_id=person_id) for on, person_id in reads
    )


def record_each(
    *, actor: Actor, action: str, of: type[models.Model], pks: Iterable[Any], person_id: int, **details: Any
) -> None:
    """Adds one entry for each of these objects of one kind, in one statement; otherwise as `record`."""
    made = _made_by(actor, None, action, None) | {"object_type": of._meta.model_name or ""}  # noqa: SLF001 - as in type_of
    entries = [Entry(**made | {"object_id": str(pk)}, person_id=person_id, details=details) for pk in pks]
    Entry.objects.bulk_create(entries)


def record_all(*, action: str, entries: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """Adds one entry of the portal itself for each of these objects, with its details, in one statement."""
    made = [Entry(**_made_by(None, None, action, on), details=details) for on, details in entries]
    Entry.objects.bulk_create(made)


def _made_by(actor: Actor | None, actor_role: str | None, action: str, on: models.Model | None) -> dict[str, Any]:
    if actor_role is None:
        actor_role = "system" if actor is None else actor.staff_role or "citizen"
    return {
        "actor_id": None if actor is None else actor.pk,
        "actor_role": actor_role,
        "action": action,
        "object_type": "" if on is None else type_of(on),
        "object_id": "" if on is None else str(on.pk),
        "address": origin.address.get(),
    }
