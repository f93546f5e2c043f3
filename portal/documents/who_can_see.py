"""M6: who can see whose documents. Reading only."""

from dataclasses import dataclass
from typing import Final

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.models import Document

# What counts as opening a document, of the entries on one.
OPENED: Final = (
    "documents.opened",
    "documents.downloaded",
    "documents.explained_downloaded",
    "documents.spreadsheet_downloaded",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody else who can see the account's own documents, and what they last opened, if anything."""

    grant: Grant
    last: Entry | None
    document: Document | None


def holders(account: Account) -> list[Holder]:
    """Everybody else who can see them now; the newest access first."""
    known = Grant.objects.seen_by_others(account).select_related("account", "person", "representative")
    grants = list(known.order_by("-starts_on", "pk"))
    last = _last_opened(grants)
    documents = Document.objects.in_bulk([int(entry.object_id) for entry in last.values()])
    return [_holder(grant, last, documents) for grant in grants]


def roles_of(account: Account) -> list[Grant]:
    """Whom the account acts for, by name."""
    theirs = Grant.objects.of(account).live().exclude(role="").select_related("person", "representative")
    return sorted(theirs, key=lambda grant: (grant.person.name, grant.role))


def _last_opened(grants: list[Grant]) -> dict[tuple[int, int], Entry]:
    """By holder and person, from the audit trail: its index on who acted serves this."""
    if not grants:
        return {}
    entries = Entry.objects.filter(
        actor_id__in={grant.account_id for grant in grants},
        person_id__in={grant.person_id for grant in grants},
        action__in=OPENED,
        object_type="document",
    )
    newest = entries.order_by("actor_id", "person_id", "-id").distinct("actor_id", "person_id")
    return {(entry.actor_id or 0, entry.person_id or 0): entry for entry in newest}


def _holder(grant: Grant, last: dict[tuple[int, int], Entry], documents: dict[int, Document]) -> Holder:
    entry = last.get((grant.account_id, grant.person_id))
    return Holder(grant, entry, documents.get(int(entry.object_id)) if entry else None)
