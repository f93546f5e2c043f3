"""Files people hand us: checked, cleaned, scanned, and kept by their content."""

import uuid

from django.db import models

from portal.uploads.querysets import UploadQuerySet


class Upload(models.Model):
    """One file as it is kept: an image already without what the camera wrote into it."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPG"
        PNG = "png", "PNG"
        HEIC = "heic", "HEIC"
        DOCX = "docx", "DOCX"

    class State(models.TextChoices):
        HELD = "held", "Waiting for the virus check"
        CLEAN = "clean", "Passed the virus check"
        NOT_SCANNED = "not_scanned", "No virus check is set up"
        INFECTED = "infected", "Did not pass the virus check"
        DELETED = "deleted", "Deleted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, help_text="As the sender's device called it; for display alone.")
    kind = models.CharField(max_length=8, choices=Kind, help_text="What was sent, by its content.")
    sha256 = models.CharField(max_length=64, help_text="Of the bytes as kept; the place in the store follows from it.")
    bytes = models.PositiveIntegerField(help_text="As kept.")
    pictures = models.PositiveSmallIntegerField(
        default=1, help_text="How many show it: the pages of a PDF, the pictures in a DOCX, one for a picture."
    )
    state = models.CharField(max_length=16, choices=State)
    taken_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("sha256", name="upload_by_content"),
            models.Index("taken_at", name="held_upload", condition=models.Q(state="held")),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def may_be_opened(self) -> bool:
        """Whether anybody may see it: not while it waits for the virus check, and not if it failed it."""
        return self.state in (self.State.CLEAN, self.State.NOT_SCANNED)

    @property
    def kept_as(self) -> str:
        """The kind of the kept bytes: every picture is kept as a JPEG."""
        return self.kind if self.kind in (self.Kind.PDF, self.Kind.DOCX) else self.Kind.JPEG
