"""Documents, and messages about them."""

import hashlib
from datetime import date
from typing import Any

import factory
from django.utils import timezone

from portal.council.identity import DocumentKind
from portal.documents.models import Document, Message
from tests.support.factories.people import AccountFactory, PersonFactory

REMITTANCE_BODY: dict[str, Any] = {
    "payment": {
        "reference": "BACS-000123",
        "paid_on": "2025-10-03",
        "method": "BACS",
        "account_ending": "4321",
        "payee_name": "Mary Bloggs",
    },
    "cycle": "four_weekly",
    "lines": [
        {
            "line": 1,
            "code": "DP",
            "type": "direct_payment",
            "from": "2025-09-01",
            "to": "2025-09-28",
            "weeks": "4",
            "units": "14",
            "unit": "hour",
            "rate": "21.48",
            "amount_pence": 120288,
        },
        {
            "line": 2,
            "code": "CC",
            "type": "client_contribution",
            "weeks": "4",
            "rate": "98.30",
            "amount_pence": -39320,
        },
    ],
    "net_pence": 80968,
}


class DocumentFactory(factory.django.DjangoModelFactory[Document]):
    """A remittance advice with facts and without a PDF."""

    class Meta:
        model = Document

    document_ref = factory.Sequence(lambda n: f"RA-{n:06}")
    person = factory.SubFactory(PersonFactory)
    source = "ContrOCC"
    kind = DocumentKind.REMITTANCE_ADVICE
    issued_on = date(2025, 10, 1)
    period_from = date(2025, 9, 1)
    period_to = date(2025, 9, 28)
    body = factory.LazyFunction(lambda: REMITTANCE_BODY)
    content_hash = factory.LazyAttribute(lambda row: hashlib.sha256(row.document_ref.encode()).digest())
    delivered_at = factory.LazyFunction(timezone.now)


class MessageFactory(factory.django.DjangoModelFactory[Message]):
    """A question about a document, waiting for the finance team. Whoever asks needs a grant to read it."""

    class Meta:
        model = Message

    account = factory.SubFactory(AccountFactory)
    document = factory.SubFactory(DocumentFactory)
    person = factory.SelfAttribute("document.person")
    text = "What is the line CC for?"
    reply_by = Message.ReplyBy.EMAIL
