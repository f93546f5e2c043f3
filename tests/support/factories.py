"""Things to test with. Plain and complete by default; a test says only what matters to it."""

import hashlib
from datetime import date
from functools import cache
from typing import Any
from uuid import uuid4

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from portal.access.models import AccessRequest, Evidence, Grant
from portal.access.search_keys import search_keys
from portal.accounts.models import Account
from portal.council.identity import DocumentKind
from portal.delivery.models import Attempt, Delivery, RejectedRow
from portal.documents.models import Document, Message
from portal.emails.models import Email
from portal.emails.sealing import seal
from portal.matching.keys import KEY_RULE
from portal.people.keys import last_name_key, postcode_area
from portal.people.models import Person, Representative
from portal.people.on_file import keys_of_person
from portal.uploads import store
from portal.uploads.models import Upload
from tests.support.uploads import photo

PASSWORD = "Teapot-Lantern-42"
HELD_COUNTS = {"people.jsonl": {"read": 30, "new": 5, "changed": 3, "unchanged": 2, "rejected": 20}}


@cache
def hashed_password() -> str:
    """Everybody's password, hashed once: the cast is made anew for each test."""
    return make_password(PASSWORD)


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """A member of the public, registered. `staff_role` makes them one of the finance team."""

    class Meta:
        model = Account

    first_name = "Amira"
    last_name = "Rahman"
    email = factory.Sequence(lambda n: f"amira.rahman.{n}@example.com")
    phone = "01632 960 123"
    phone_e164 = "+441632960123"
    address_lines = factory.LazyFunction(lambda: ["12 Orchard Lane"])
    town = "Westmere"
    postcode = "WR5 2NP"
    uprn = "100120000012"
    address_entered = "chosen"

    password = factory.LazyFunction(hashed_password)


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """An adult the finance system knows, with a direct payment and one current address."""

    class Meta:
        model = Person

    person_ref = factory.Sequence(lambda n: f"P{n:06}")
    source = "ContrOCC"
    first_name = "Mary"
    last_name = "Bloggs"
    date_of_birth = date(1948, 3, 27)
    addresses = factory.LazyFunction(
        lambda: [{"lines": ["12 Orchard Lane"], "town": "Westmere", "postcode": "WR5 2NP", "uprn": "100120000012"}]
    )
    services = factory.LazyFunction(lambda: ["direct_payment"])
    last_name_key = factory.LazyAttribute(lambda person: last_name_key(person.last_name))
    postcode_areas = factory.LazyAttribute(
        lambda person: sorted({postcode_area(a["postcode"]) for a in person.addresses if a.get("postcode")})
    )
    content_hash = factory.LazyAttribute(lambda person: hashlib.sha256(person.person_ref.encode()).digest())
    key_rule = KEY_RULE

    @classmethod
    def _create(cls, model_class: type[Person], *_: Any, **kwargs: Any) -> Person:
        """With the keys a delivery would have made."""
        person = model_class(**kwargs)
        person.match_keys = keys_of_person(person)
        person.save()
        return person


class RepresentativeFactory(factory.django.DjangoModelFactory[Representative]):
    """Peter Bloggs, with power of attorney."""

    class Meta:
        model = Representative

    representative_ref = factory.Sequence(lambda n: f"R{n:06}")
    person = factory.SubFactory(PersonFactory)
    source = "ContrOCC"
    role = "power_of_attorney"
    first_name = "Peter"
    last_name = "Bloggs"
    starts_on = date(2024, 1, 1)
    content_hash = factory.LazyAttribute(lambda row: hashlib.sha256(row.representative_ref.encode()).digest())


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


class AccessRequestFactory(factory.django.DjangoModelFactory[AccessRequest]):
    """A sent request of somebody for themselves, waiting for the finance team."""

    class Meta:
        model = AccessRequest

    account = factory.SubFactory(AccountFactory)
    status = AccessRequest.Status.SUBMITTED
    version = 1
    notice_version = "1"
    notice_agreed_at = factory.LazyFunction(timezone.now)
    made_for = AccessRequest.For.MYSELF
    own_first_name = factory.SelfAttribute("account.first_name")
    own_last_name = factory.SelfAttribute("account.last_name")
    own_date_of_birth = date(1948, 3, 27)
    own_address_lines = factory.SelfAttribute("account.address_lines")
    own_town = factory.SelfAttribute("account.town")
    own_postcode = factory.SelfAttribute("account.postcode")
    own_uprn = factory.SelfAttribute("account.uprn")
    own_address_entered = "chosen"
    contact_method = "email"
    reference = factory.LazyAttributeSequence(
        lambda request, n: f"{request.own_first_name[0]}_{request.own_last_name}_{request.account.pk}_{n}"
    )
    sent_at = factory.LazyFunction(timezone.now)
    promised_by = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[AccessRequest], *_: Any, **kwargs: Any) -> AccessRequest:
        """Found by the same keys as one that was sent."""
        request = model_class(**kwargs)
        request.search_keys = None if request.status == AccessRequest.Status.DRAFT else search_keys(request)
        request.save()
        return request

    class Params:
        for_someone_else = factory.Trait(
            made_for=AccessRequest.For.SOMEONE_ELSE,
            has_right=True,
            role="power_of_attorney",
            evidence_way=AccessRequest.EvidenceWay.ALREADY_SENT,
            own_date_of_birth=None,
            person_first_name="Mary",
            person_last_name="Bloggs",
            person_date_of_birth=date(1948, 3, 27),
            person_address_lines=["12 Orchard Lane"],
            person_town="Westmere",
            person_postcode="WR5 2NP",
            person_uprn="100120000012",
            person_address_entered="chosen",
        )


def kept_upload(sent: Any) -> Upload:
    """The row of a file, and its bytes in the store."""
    store.put(sent.content)
    digest, size = store.digest_of(sent.content), len(sent.content)
    kept = {"sha256": digest, "bytes": size, "pictures": sent.pictures, "state": sent.state}
    return Upload.objects.create(name=sent.name, kind=sent.kind, **kept)


class EvidenceFactory(factory.django.DjangoModelFactory[Evidence]):
    """A photo that was sent with a request; `content` is what is kept of it."""

    class Meta:
        model = Evidence

    class Params:
        content = factory.LazyFunction(photo)
        name = "Court order.jpg"
        kind = Upload.Kind.JPEG
        state = Upload.State.NOT_SCANNED
        pictures = 1

    request = factory.SubFactory(AccessRequestFactory)
    upload = factory.LazyAttribute(kept_upload)


class GrantFactory(factory.django.DjangoModelFactory[Grant]):
    """Somebody may see all of their own documents, since the start of 2024."""

    class Meta:
        model = Grant

    account = factory.SubFactory(AccountFactory)
    person = factory.SubFactory(PersonFactory)
    kinds = factory.LazyFunction(lambda: [kind.value for kind in DocumentKind])
    starts_on = date(2024, 1, 1)


class FailedEmailFactory(factory.django.DjangoModelFactory[Email]):
    """A decision that the mail server refused for good, just now."""

    class Meta:
        model = Email

    template = "request_approved"
    to = "amira.rahman@example.com"
    status = Email.Status.FAILED
    failed_at = factory.LazyFunction(timezone.now)
    attempts = 1
    last_error = "SMTPRecipientsRefused"
    sealed_context = factory.LazyFunction(lambda: seal({"first_name": "Amira"}))


class HeldAttemptFactory(factory.django.DjangoModelFactory[Attempt]):
    """A delivery that lies in held/, with one rejected row."""

    class Meta:
        model = Attempt

    way = "inbox"
    name = "nightly.zip"
    state = "done"
    outcome = "held"
    delivery_id = factory.LazyFunction(lambda: held_delivery().delivery_id)
    started_at = finished_at = factory.LazyFunction(timezone.now)
    report = factory.LazyAttribute(
        lambda attempt: {
            "delivery_id": attempt.delivery_id,
            "outcome": "held",
            "reason": "people.jsonl: 20 of 30 rows are rejected, which is more than 5 %",
            "seconds": 1.9,
            "files": HELD_COUNTS,
            "rejected": [],
        }
    )


def held_delivery() -> Delivery:
    """What is kept of a held delivery."""
    delivery = Delivery.objects.create(
        delivery_id=f"held-{uuid4()}",
        source="ContrOCC",
        sequence=7,
        scope="changes",
        produced_at=timezone.now(),
        manifest_sha256="0" * 64,
        outcome="held",
        counts=HELD_COUNTS,
        seconds=1.9,
    )
    RejectedRow.objects.create(delivery=delivery, file="people.jsonl", line=7, key="P7", reason="title: found 7")
    return delivery
