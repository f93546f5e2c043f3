"""How uploads are read."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from portal.uploads.models import Upload  # noqa: F401 - ruff does not see the base class's name


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads, by whether there is something to open."""

    def there(self) -> "UploadQuerySet":
        """Those whose bytes are kept."""
        return self.filter(state__in=("held", "clean", "not_scanned"))

    def held(self) -> "UploadQuerySet":
        """Those that wait for the virus check, the longest waiting first."""
        return self.filter(state="held").order_by("taken_at")
