"""The papers that show a requester's role."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from portal.access.models.requests import AccessRequest
from portal.access.models.reviewing import Question
from portal.council.identity import DocumentKind
from portal.uploads.models import Upload


class Evidence(models.Model):
    """One file a requester sent with a request, or with an answer to a question."""

    class Mark(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        NOT_READABLE = "not_readable", "Not readable"
        WRONG_DOCUMENT = "wrong_document", "Wrong document"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="evidence")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="evidence")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)
    mark = models.CharField(max_length=16, choices=Mark, blank=True, help_text="Empty: nobody has judged it yet.")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class Consent(models.Model):
    """The consent form of a nominated financial representative, filled in online by the person they represent."""

    request = models.OneToOneField(AccessRequest, on_delete=models.CASCADE, related_name="consent")
    name = models.CharField(max_length=200, help_text="The person's, typed in place of a signature.")
    kinds = ArrayField(models.CharField(max_length=32, choices=[(kind, kind) for kind in DocumentKind]))
    ends_on = models.DateField(help_text="The last UK day.")
    given_on = models.DateField()
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"consent {self.pk}"
