"""How documents are read: the query is the permission."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from portal.access.models import Grant

if TYPE_CHECKING:
    from portal.accounts.models import Account
    from portal.documents.models import Document  # noqa: F401 - ruff does not see the name in the base class below


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, by who may see them."""

    def visible_to(self, account: "Account") -> "DocumentQuerySet":
        """What this account may see now: not withdrawn, of a person and a kind a live grant of theirs opens.

        The only way to a document for a member of the public. Asks the grants each time, so a grant that ends
        stops working at the next request.
        """
        opened = Grant.objects.of(account).live().filter(person=OuterRef("person"), kinds__contains=[OuterRef("kind")])
        return self.filter(Exists(opened), withdrawn=False)

    def newest_first(self) -> "DocumentQuerySet":
        """By day of issue; the order of the index on person, issued_on and id."""
        return self.order_by("-issued_on", "-id")
