"""Things to test with. Plain and complete by default; a test says only what matters to it."""

from tests.support.factories.access import AccessRequestFactory, EvidenceFactory, GrantFactory
from tests.support.factories.deliveries import HeldAttemptFactory, RefusedAttemptFactory
from tests.support.factories.documents import REMITTANCE_BODY, DocumentFactory, MessageFactory
from tests.support.factories.emails import FailedEmailFactory
from tests.support.factories.people import PASSWORD, AccountFactory, PersonFactory, RepresentativeFactory

__all__ = [
    "PASSWORD",
    "REMITTANCE_BODY",
    "AccessRequestFactory",
    "AccountFactory",
    "DocumentFactory",
    "EvidenceFactory",
    "FailedEmailFactory",
    "GrantFactory",
    "HeldAttemptFactory",
    "MessageFactory",
    "PersonFactory",
    "RefusedAttemptFactory",
    "RepresentativeFactory",
]
