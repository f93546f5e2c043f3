"""Requests for access, what is sent with them, and the access that is given."""

from datetime import date
from typing import Any

import factory
from django.utils import timezone

from portal.access.models import AccessRequest, Evidence, Grant
from portal.access.search_keys import search_keys
from portal.council.identity import DocumentKind
from portal.uploads import store
from portal.uploads.models import Upload
from tests.support.factories.people import AccountFactory, PersonFactory
from tests.support.uploads import photo


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
