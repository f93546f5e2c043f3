"""The pages an officer opens, as addresses; a search is posted first, as its form does."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.casework.presenters.reports import parameters
from portal.casework.reports import Span
from portal.people.models import Person

HOST: Final = "localhost"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is posted where before it is opened."""

    name: str
    address: str
    post_to: str = ""
    typed: tuple[tuple[str, str], ...] = ()

    def open(self, client: Client) -> None:
        """Posts and follows, or opens. Raises AssertionError unless the page comes."""
        if self.post_to:
            answer = client.post(self.post_to, dict(self.typed), follow=True, HTTP_HOST=HOST)
        else:
            answer = client.get(self.address, HTTP_HOST=HOST)
        assert answer.status_code == 200, (self.name, answer.status_code)  # noqa: S101 - a bench without pages is none


def pages() -> list[Page]:
    """All of them."""
    return [*_lists(), *_searches(), *_of_a_request(), *_others()]


def _lists() -> list[Page]:
    queue = reverse("casework:requests")
    filters = "status=rejected&for=someone_else&role=deputy&match=none"
    addresses = {
        "queue: to do": "",
        "queue: mine": "?show=mine",
        "queue: waiting": "?show=waiting",
        "queue: second check": "?show=second-check",
        "queue: decided": "?show=decided",
        "queue: all": "?show=all",
        "queue: all, page 1,000": f"?show=all&after={_deep()}",
        "queue: overdue, latest first": "?due=overdue&order=-promised_by",
        "queue: filtered by four": f"?show=all&{filters}",
        "queue: filtered, nothing fits": "?show=all&status=withdrawn&role=executor&match=exact",
        "queue: flagged": "?show=all&flagged=on",
        "queue: assigned to one": "?show=all&assigned=5",
        "queue: sent in one month": "?show=all&sent_to_day=1&sent_to_month=1&sent_to_year=2026",
    }
    return [Page(name, queue + address) for name, address in addresses.items()]


def _deep() -> str:
    """Where the thousandth page of all requests begins, or the last one."""
    sent = AccessRequest.objects.sent().order_by("-sent_at", "-id").values_list("sent_at", "pk")
    moment, pk = sent[min(50_000, sent.count() - 51)]
    return f"{moment.timestamp():.6f}_{pk}" if moment else ""


def _searches() -> list[Page]:
    one = AccessRequest.objects.filter(status="approved").select_related("account", "person").latest("sent_at")
    words = {
        "search: a common name": "ash",
        "search: two names": f"{one.own_first_name} {one.own_last_name}",
        "search: nobody": "quill zebedee",
        "search: a reference": one.reference.lower(),
        "search: a postcode": one.own_postcode,
        "search: an email address": one.account.email,
        "search: a person number": one.person.person_ref if one.person else "P1",
    }
    queue, search = reverse("casework:requests"), reverse("casework:search")
    return [Page(name, f"{queue}?show=found", search, (("words", typed),)) for name, typed in words.items()]


def _of_a_request() -> list[Page]:
    asked = AccessRequest.objects.filter(status="submitted").latest("sent_at")
    names = {"match": "request", **{tab: f"request-{tab}" for tab in ("evidence", "history", "notes", "others")}}
    tabs = [Page(f"request: {tab}", reverse(f"casework:{name}", args=[asked.pk])) for tab, name in names.items()]
    found = reverse("casework:request", args=[asked.pk])
    typed = (("name", asked.own_last_name), ("postcode", asked.own_postcode))
    person = Person.objects.get(pk=asked.assessment.candidates[0]["person_id"])
    return [
        *tabs,
        Page("request: search the finance system", found, reverse("casework:find", args=[asked.pk]), typed),
        Page("approve", reverse("casework:approve", args=[asked.pk]) + f"?person={person.public_id}"),
        Page("reject", reverse("casework:reject", args=[asked.pk])),
        Page("ask a question", reverse("casework:ask", args=[asked.pk])),
    ]


def _others() -> list[Page]:
    queue = reverse("casework:requests")
    ready = AccessRequest.objects.filter(status="submitted", made_for="myself", match_band="exact", flagged=False)
    ticks = tuple(("ticked", f"{each.pk}.{each.version}") for each in ready.order_by("-sent_at")[:50])
    today = timezone.localdate()
    year = urlencode(parameters(Span(today - timedelta(days=365), today)))
    return [
        BulkPage("approve 50 at once: read through", reverse("casework:bulk"), queue, ticks),
        Page("reports: four weeks", reverse("casework:reports")),
        Page("reports: a year", f"{reverse('casework:reports')}?{year}"),
        Page("accounts: search by name", "", reverse("casework:accounts-search"), (("words", "ashford"),)),
        Page("emails", reverse("casework:emails")),
        Page("changes", reverse("casework:changes")),
    ]


@dataclass(frozen=True, slots=True)
class BulkPage(Page):
    """The same name is posted many times."""

    def open(self, client: Client) -> None:
        """Ticks and presses the button, then reads through."""
        typed = {"do": "approve", "ticked": [value for _, value in self.typed]}
        answer = client.post(self.post_to, typed, follow=True, HTTP_HOST=HOST)
        assert answer.status_code == 200, answer.status_code  # noqa: S101 - a bench without pages is none
