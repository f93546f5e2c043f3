"""E-mails that could not be sent."""

import factory
from django.utils import timezone

from portal.emails.models import Email
from portal.emails.sealing import seal


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
