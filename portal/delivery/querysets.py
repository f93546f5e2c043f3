"""Reading what became of deliveries."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Max, Q

from portal.design.paging import PAGE, Page, cut, number_after

if TYPE_CHECKING:
    from portal.delivery.models import Attempt, Delivery, RejectedRow


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries, by what became of them."""

    def taken(self) -> "DeliveryQuerySet":
        """Those that were taken, the last one first."""
        return self.filter(outcome="taken").order_by("-finished_at")

    def last_taken(self, file: str = "") -> "Delivery | None":
        """The last one that was taken, of those with this data file if one is named."""
        return (self.taken().filter(counts__has_key=file) if file else self.taken()).first()

    def last_sequence(self, source: str) -> int:
        """The highest sequence that was taken from this source; 0 if none was, which is below every sequence."""
        last: int | None = self.taken().filter(source=source).aggregate(last=Max("sequence"))["last"]
        return last or 0

    def held(self) -> "DeliveryQuerySet":
        """Those a person has to decide about, the last one first."""
        return self.filter(outcome="held").order_by("-finished_at")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Each time a delivery was handed in."""

    def newest_first(self) -> "AttemptQuerySet":
        """With who decided about those that were held, whose key was shown, and who had one taken again."""
        return self.select_related("decided_by", "api_key", "asked_by").order_by("-pk")

    def taking(self, delivery_ids: list[str]) -> "models.QuerySet[Attempt, str]":
        """Which of these deliveries an attempt has taken and said so."""
        return self.filter(outcome="taken", delivery_id__in=delivery_ids).values_list("delivery_id", flat=True)

    def holding_one(self, delivery_id: str) -> "Attempt | None":
        """The last attempt that gave this delivery as a held one."""
        return self.holding([delivery_id]).first()

    def holding(self, delivery_ids: list[str]) -> "AttemptQuerySet":
        """For each delivery the last attempt that gave a held one."""
        gave_held = self.filter(outcome="held", delivery_id__in=delivery_ids)
        return gave_held.order_by("delivery_id", "-pk").distinct("delivery_id")


class RejectedRowQuerySet(models.QuerySet["RejectedRow"]):
    """Rows that were not taken."""

    def page(self, file: str, after: str) -> "Page[RejectedRow]":
        """The rows of one file ("": of all, file by file) behind a place, in the order of their lines."""
        found = self.filter(file=file) if file else self
        last_file, _, number = after.rpartition(" ")
        if pk := number_after(number):
            found = found.filter(Q(file=last_file, pk__gt=pk) | Q(file__gt=last_file))
        return cut(list(found.order_by("file", "pk")[: PAGE + 1]), lambda row: f"{row.file} {row.pk}")
