"""D7: what the portal knows about a person's payments, for somebody who asks. Reading only."""

from typing import Final

from django.db.models import F, QuerySet

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.documents.models import Document, Payment
from portal.documents.querysets import published
from portal.people.models import Person

SHOWN: Final = 3


def payments_lately(person: Person, account: Account) -> list[Payment]:
    """Where the newest payments stand, for whoever may see what is paid."""
    grants = Grant.objects.of(account).live().filter(person=person, kinds__contains=[DocumentKind.REMITTANCE_ADVICE])
    return _newest(Payment.objects.filter(person__in=grants.values("person")))


def newest_advice(person: Person, account: Account) -> Document | None:
    """The newest remittance advice with facts, as the account may see it; with its person and `is_own`."""
    advices = Document.objects.visible_to(account).about(person).of_kinds([DocumentKind.REMITTANCE_ADVICE])
    newest = advices.latest_versions().with_facts().marked_own_for(account)
    return newest.select_related("person").newest_first().first()


def known_to_staff(person: Person) -> tuple[list[Payment], Document | None]:
    """The same for the finance team: where the newest payments stand, and the newest advice that is published."""
    advices = Document.objects.about(person).filter(published()).of_kinds([DocumentKind.REMITTANCE_ADVICE])
    newest = advices.latest_versions().with_facts().select_related("person").newest_first().first()
    return _newest(Payment.objects.filter(person=person)), newest


def _newest(payments: QuerySet[Payment]) -> list[Payment]:
    return list(payments.order_by(F("expected_on").desc(nulls_first=True), "-pk")[:SHOWN])
