"""The line dictionary as the finance team keeps it (C4)."""

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from portal.council.identity import council
from portal.documents.explaining.dictionary import Dictionary, Entry


class LineExplanationQuerySet(models.QuerySet["LineExplanation"]):
    """The dictionary's entries."""

    def dictionary(self) -> Dictionary:
        """All of them, ready to explain lines; one statement."""
        return Dictionary(tuple(one.entry for one in self), gross=council().money.contributions == "gross")

    def in_order(self) -> "LineExplanationQuerySet":
        """As the list shows them: those for a type, then those for a code."""
        return self.order_by("code", "type", "direction")


class LineExplanation(models.Model):
    """What one code or type of line means; the fields are those of explaining.dictionary.Entry."""

    class Direction(models.TextChoices):
        EITHER = "", "Either"
        ADDED = "added", "Added"
        TAKEN_OFF = "taken_off", "Taken off"

    code = models.TextField(blank=True, help_text="As printed, in any case; empty: any code.")
    type = models.CharField(max_length=32, blank=True, help_text="As in delivery-format.md; empty: any type.")
    direction = models.CharField(max_length=16, blank=True, choices=Direction)
    title = models.TextField()
    explanation = models.TextField(help_text="A sentence on each line; the first that can be filled is said.")
    gross = models.TextField(blank=True, help_text="Said instead when the council invoices contributions.")
    examples = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, help_text="Empty: as the portal brought it.")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = LineExplanationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("code"), "type", "direction", name="line_is_explained_once"),
        ]

    def __str__(self) -> str:
        return f"line explanation {self.pk}"

    @property
    def entry(self) -> Entry:
        """What it says."""
        return Entry(
            title=self.title,
            explanation=self.explanation,
            code=self.code,
            type=self.type,
            direction=self.direction,  # type: ignore[arg-type]  # a plain text of the same three
            gross=self.gross,
            examples=self.examples,
        )


def dictionary_stamp() -> Subquery:
    """For another statement: which dictionary there is now. A changed entry lies elsewhere."""
    one = LineExplanation.objects.order_by().annotate(all=Value(1)).values("all")
    lies = RawSQL("xmin::text || ctid::text", (), output_field=models.TextField())
    return Subquery(one.annotate(stamp=StringAgg(lies, "", order_by="id")).values("stamp"))


_kept: tuple[str, tuple[Entry, ...]] = "", ()


def dictionary_of(stamp: str | None) -> Dictionary:
    """The dictionary with this stamp, read when this process last read another; as it is now when there is no stamp."""
    global _kept  # noqa: PLW0603 - a page must not read all of it to explain three lines
    kept = _kept
    if not stamp or kept[0] != stamp:
        now = LineExplanation.objects.dictionary()
        _kept = kept if not stamp else (stamp, now.entries)
        return now
    return Dictionary(kept[1], gross=council().money.contributions == "gross")
