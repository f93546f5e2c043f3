"""What is read beside a document to explain it: the ones before it, the payments after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.database.prepared import Prepared
from portal.documents import bodies
from portal.documents.models import Document
from portal.documents.querysets import DocumentQuerySet

# A year of four-weekly payments, and some for those issued again or beside the others.
READ = 20
PAYMENTS_AFTER = 6
# A document can be issued again this long after the ones that follow it.
ISSUED_AGAIN_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Beside:
    """`earlier`: those of the same kind before it, the newest first, each in its latest version.

    `payments`: the advices of the periods after an assessment took effect, the first ones first.
    """

    earlier: tuple[Document, ...] = ()
    payments: tuple[Document, ...] = ()

    @property
    def previous(self) -> Document | None:
        """The one before it; None when there is none, or the portal was not given its facts."""
        first = next(iter(self.earlier), None)
        return first if first and first.body is not None else None


NOTHING = Beside()


def read_beside(document: Document, account: Account) -> Beside:
    """What the account may see of it; one statement at most."""
    if document.body is None:
        return NOTHING
    if document.kind == DocumentKind.FINANCIAL_ASSESSMENT:
        return Beside(payments=tuple(_payments_after(document, account)))
    until = document.issued_on + ISSUED_AGAIN_WITHIN
    found = AROUND(account=account.pk, person=document.person_id, kind=document.kind, until=until)
    before = [one for one in found if stood_on(one) < stood_on(document) and _same_rhythm(one, document)]
    return Beside(tuple(sorted(before, key=lambda one: (stood_on(one), one.pk), reverse=True)))


def _around(account: int, person: int, kind: str, until: date) -> DocumentQuerySet:
    of_kind = Document.objects.shown_to(account, person).of_kinds([kind])
    return of_kind.latest_versions().issued_between(None, until).newest_first()[:READ]


AROUND = Prepared(_around, account=int, person=int, kind=str, until=date)


def _payments_after(document: Document, account: Account) -> DocumentQuerySet:
    """Those whose whole period lies in the time the assessment counts for."""
    decided = bodies.read(document.body, bodies.AssessmentBody).assessment
    advices = Document.objects.shown_to(account, document.person_id).of_kinds([DocumentKind.REMITTANCE_ADVICE])
    after = advices.latest_versions().with_facts().of_periods_from(decided.effective_from, decided.effective_to)
    return after.order_by("period_from", "id")[:PAYMENTS_AFTER]


def stood_on(document: Document) -> date:
    """The day by which documents of a kind follow each other: the end of the period, or the day of issue."""
    return document.period_to or document.issued_on


def _same_rhythm(one: Document, document: Document) -> bool:
    """A single payment is no "last time" of a four-weekly one. Without facts nobody knows."""
    if document.kind != DocumentKind.REMITTANCE_ADVICE or one.body is None or document.body is None:
        return True
    return bool(one.body["cycle"] == document.body["cycle"] != "one_off")
