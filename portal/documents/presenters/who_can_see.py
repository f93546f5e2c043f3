"""The strings of M6."""

from dataclasses import dataclass
from typing import Any

from portal.access.models import Grant
from portal.council.identity import council
from portal.design.formats import day
from portal.design.presenters import summary_rows
from portal.documents.presenters.words import list_title
from portal.documents.who_can_see import Holder

OWN = "Sees these documents as their own"


@dataclass(frozen=True, slots=True)
class Card:
    """Somebody with access, or somebody the reader acts for."""

    grant: Grant
    name: str
    rows: list[dict[str, Any]]
    objected: str


def holder_card(holder: Holder) -> Card:
    """Who can see the reader's documents."""
    grant = holder.grant
    told = _terms(grant) | {"Last opened": _last_opened(holder)}
    objected = (
        f"You told us on {day(grant.objected_at)} that you do not want this. We are looking into it."
        if grant.objected_at
        else ""
    )
    return Card(grant, grant.account.name, summary_rows(told), objected)


def role_card(grant: Grant) -> Card:
    """Whom the reader acts for."""
    return Card(grant, grant.person.name, summary_rows(_terms(grant)), "")


def _terms(grant: Grant) -> dict[str, str]:
    kinds = [council().document_type(kind).plural for kind in grant.kinds]
    return {
        "Role": council().role(grant.role).label if grant.role else OWN,
        "Can see": ", ".join(kinds),
        "Since": day(grant.starts_on),
        "Until": day(grant.last_day) if grant.last_day else "No end date",
    }


def _last_opened(holder: Holder) -> str:
    if holder.last is None or holder.document is None:
        return "Nothing yet"
    return f"{list_title(holder.document)}, on {day(holder.last.at)}"
