"""D9: a person's payments over time, as one account sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.documents import bodies
from portal.documents.explaining.over_time import Point, point_of
from portal.documents.models import Document
from portal.people.models import Person

# A year of four-weekly payments: what is usual is told of these.
LATELY = 13


@dataclass(frozen=True, slots=True)
class Paid:
    """An advice and the payment it tells of."""

    document: Document
    point: Point


def payments_of(person: Person, *, account: Account) -> list[Paid]:
    """All payments whose advice the account may see, each in its latest version, the newest first. One statement."""
    advices = Document.objects.shown_to(account, person).of_kinds([DocumentKind.REMITTANCE_ADVICE])
    return paid_by(advices.latest_versions().with_facts())


def paid_by(advices: Iterable[Document]) -> list[Paid]:
    """The payments of these advices, the newest first; advices without facts are left out."""
    found = [Paid(one, _point(one)) for one in advices if one.body is not None]
    return sorted(found, key=lambda one: (one.point.last, one.point.paid_on, one.document.pk), reverse=True)


def oldest_first(payments: Iterable[Paid]) -> list[Point]:
    """The points of payments that have the newest first."""
    return [one.point for one in payments][::-1]


def _point(document: Document) -> Point:
    return point_of(bodies.read(document.body, bodies.RemittanceBody), document.period_from, document.period_to)
