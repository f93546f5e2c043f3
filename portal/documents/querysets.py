"""How documents are read: the query is the permission."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, FilteredRelation, Func, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils import timezone

from portal.access.models import Grant
from portal.documents.tax_years import days_of

if TYPE_CHECKING:
    from portal.accounts.models import Account
    from portal.documents.models import Document  # noqa: F401 - ruff does not see the name in the base class below
    from portal.people.models import Person


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, by who may see them."""

    def visible_to(self, account: "Account | int") -> "DocumentQuerySet":
        """What this account may see now: published, of a person and a kind a live grant of theirs opens.

        The only way to a document for a member of the public. Asks the grants each time, so a grant that ends
        stops working at the next request.
        """
        return self.granted_to(account).filter(published())

    def granted_to(self, account: "Account | int") -> "DocumentQuerySet":
        """What a live grant of the account opens, also what is not published: only ever to be counted."""
        opened = Grant.objects.of(account).live().filter(person=OuterRef("person"), kinds__contains=[OuterRef("kind")])
        return self.filter(Exists(opened))

    def shown_to(self, account: "Account | int", person: "Person | int") -> "DocumentQuerySet":
        """What `visible_to` gives of one person."""
        return self.granted_of(account, person).filter(published())

    def granted_of(self, account: "Account | int", person: "Person | int") -> "DocumentQuerySet":
        """What `granted_to` gives of one person: the grants are read once, and not again beside each document."""
        theirs = Grant.objects.of(account).live().filter(person=person).order_by()
        kinds = theirs.annotate(kind=Func(F("kinds"), function="unnest")).values("kind")
        one_of = {"template": "%(expressions)s)", "arg_joiner": " = ANY (", "output_field": models.BooleanField()}
        return self.filter(Func("kind", ArraySubquery(kinds), **one_of), person=person)

    def marked_new_for(self, account: "Account | int") -> "DocumentQuerySet":
        """Each with `is_new`: whether the account has yet to open it."""
        theirs = FilteredRelation("openings", condition=Q(openings__account=account))
        return self.annotate(their_opening=theirs, is_new=IsNull(F("their_opening"), rhs=True))

    def marked_own_for(self, account: "Account | int") -> "DocumentQuerySet":
        """Each with `is_own`: whether it is about the account holder themselves."""
        own = Grant.objects.of(account).live().filter(person=OuterRef("person"), role="")
        return self.annotate(is_own=Exists(own))

    def marked_replaced_for(self, account: "Account | int") -> "DocumentQuerySet":
        """Each with `newer_id` and `newer_on`: public_id and day of issue of the newest that replaced it, or None."""
        there = type(self)(self.model).visible_to(account)
        newer = there.filter(_replaces_it(), person=OuterRef("person")).newest_first()
        return self.annotate(
            newer_id=Subquery(newer.values("public_id")[:1]), newer_on=Subquery(newer.values("issued_on")[:1])
        )

    def not_opened_by(self, account: "Account") -> "DocumentQuerySet":
        """Those the account has yet to open."""
        return self.exclude(openings__account=account)

    def about(self, person: "Person") -> "DocumentQuerySet":
        """What was issued to this person."""
        return self.filter(person=person)

    def of_kinds(self, kinds: Collection[str]) -> "DocumentQuerySet":
        """Only these kinds."""
        return self.filter(kind__in=kinds)

    def issued_in(self, tax_year: int) -> "DocumentQuerySet":
        """Issued in the tax year that begins in this year."""
        return self.filter(issued_on__range=days_of(tax_year))

    def issued_between(self, first: date | None, last: date | None) -> "DocumentQuerySet":
        """Issued from the first day to the last; None leaves that side open."""
        found = self.filter(issued_on__gte=first) if first else self
        return found.filter(issued_on__lte=last) if last else found

    def with_facts(self) -> "DocumentQuerySet":
        """Those whose facts were delivered."""
        return self.filter(body__isnull=False)

    def of_periods_from(self, first: date, last: date | None) -> "DocumentQuerySet":
        """Whose period lies between these days; None leaves the end open."""
        found = self.filter(period_from__gte=first)
        return found.filter(period_to__lte=last) if last else found

    def latest_versions(self) -> "DocumentQuerySet":
        """Without those that another one has taken the place of."""
        newer = type(self)(self.model).filter(published(), _replaces_it(), person=OuterRef("person"))
        return self.exclude(Exists(newer))

    def newest_first(self) -> "DocumentQuerySet":
        """By day of issue; the order of the index on person, issued_on and id."""
        return self.order_by("-issued_on", "-id")

    def for_list(self) -> "DocumentQuerySet":
        """With the person, newest first."""
        return self.select_related("person").newest_first()


def _replaces_it() -> Q:
    """Takes the place of the outer document. What can never be equal is said for the index on what replaces others."""
    return Q(supersedes_ref=OuterRef("document_ref")) & ~Q(supersedes_ref="")


def published() -> Q:
    """Neither withdrawn, by a delivery or by staff, nor to be published later."""
    seen_from = Q(withheld_until=None) | Q(withheld_until__lte=timezone.localdate())
    return Q(withdrawn=False) & seen_from


def withdrawn_since(moment: datetime) -> Q:
    """Could be seen once, and was withdrawn by a delivery or by staff after this moment."""
    by_delivery = Q(withdrawn=True, replaced_at__gt=moment)
    return by_delivery | Q(withdrawn=False, withheld_until=date.max, withheld_since__gt=moment)
