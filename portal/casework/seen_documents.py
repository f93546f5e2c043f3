"""What an account can see, for staff who are on the phone with its holder: a list, and nothing opens."""

from datetime import date

from django.db.models import Q

from portal.accounts.models import Account
from portal.design.paging import PAGE, Page, behind, cut
from portal.documents.models import Document


def documents_seen_by(account: Account, after: str) -> Page[Document]:
    """The documents this account may see now, newest first, from a place on: the very query its own pages use."""
    visible = Document.objects.visible_to(account).filter(_follows(after)).for_list().defer("body")
    return cut(list(visible[: PAGE + 1]), lambda last: f"{last.issued_on.isoformat()}_{last.pk}")


def _follows(after: str) -> Q:
    day, _, number = after.partition("_")
    try:
        return behind("issued_on", date.fromisoformat(day), int(number), backwards=True)
    except ValueError:
        return Q()
