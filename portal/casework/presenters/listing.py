"""Where a list of the queue is: the address that says which one, how it is ordered, and which filters are set."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from portal.casework.forms.queue import FilterForm
from portal.casework.queue import USUAL_ORDER, Order, Show
from portal.design.formats import day


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, its order, the filters that are set (by the names of FilterForm), and the place it goes on from."""

    show: Show
    order: Order = Order.DUE
    chosen: Mapping[str, Any] = field(default_factory=dict)
    after: str = ""

    @property
    def address(self) -> str:
        """The usual order and the first page are not spelt out."""
        wanted = self.parameters | ({"after": self.after} if self.after else {})
        for name, value in self.chosen.items():
            wanted |= _parameters(name, value)
        return reverse("casework:requests") + (f"?{urlencode(wanted)}" if wanted else "")

    @property
    def parameters(self) -> dict[str, str]:
        """What the filter panel must pass on."""
        wanted = {"show": self.show.value} if self.show is not Show.TO_DO else {}
        return wanted | ({"order": self.order.value} if self.order is not usual_order(self.show) else {})

    def ordered(self, order: Order) -> "Listing":
        """The same list in another order, from its beginning."""
        return replace(self, order=order, after="")

    def going_on(self, after: str) -> "Listing":
        """The same list from another place on; "" is its beginning."""
        return replace(self, after=after)

    def without(self, name: str) -> "Listing":
        """The same list with one filter less."""
        return replace(self, chosen={key: value for key, value in self.chosen.items() if key != name}, after="")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set, in words, and where the list without it is."""

    words: str
    remove: str


def listing(show: Show, **chosen: Any) -> Listing:
    """A list in its usual order."""
    return Listing(show, usual_order(show), chosen)


def usual_order(show: Show) -> Order:
    """How a list is ordered unless somebody asks otherwise."""
    return USUAL_ORDER.get(show, Order.DUE)


def chosen_filters(listed: Listing, form: FilterForm) -> list[Chosen]:
    """Those that are set, e.g. "Status: New"."""
    return [Chosen(_in_words(form, name, value), listed.without(name).address) for name, value in listed.chosen.items()]


def _in_words(form: FilterForm, name: str, value: Any) -> str:
    label = str(form.fields[name].label)
    if value is True:
        return label
    if isinstance(value, date):
        return f"{label}: {day(value)}"
    choices = dict(form.fields[name].choices)  # type: ignore[attr-defined]  # a field of choices
    return f"{label}: {choices[value]}"


def _parameters(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, date):
        return {f"{name}_{part}": str(getattr(value, part)) for part in ("day", "month", "year")}
    return {name: "on" if value is True else str(value)}
