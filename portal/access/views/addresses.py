"""The address pattern (screens 2.1) for the requester (A6a) and the represented person (A8).

`whose` is the step, "your-address" or "person-address". The postcode that was looked up stays in the session: it is
no answer yet, and has no place in an address of a page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.access import actions, journey
from portal.access.answers import ADDRESS, from_address, own_address
from portal.access.models import AccessRequest
from portal.access.questions import button_after_person_address, button_after_your_address
from portal.access.views.questions import draft_of, is_changing, question
from portal.accounts.visitors import SignedIn
from portal.addresses.address import Address
from portal.addresses.forms import AddressAbroadForm, ChooseAddressForm, ManualAddressForm, PostcodeForm
from portal.addresses.lookup import LookupDown, find_addresses
from portal.addresses.search_down import because_search_is_down, is_search_down


@dataclass(frozen=True)
class Place:
    """Whose address is asked for on this page, in which draft, and on which way through the journey."""

    http: SignedIn
    whose: str
    draft: AccessRequest

    @property
    def is_own(self) -> bool:
        """Whether it is the requester's address."""
        return self.whose == "your-address"

    @property
    def prefix(self) -> str:
        """How the draft's address fields begin."""
        return "own" if self.is_own else "person"

    @property
    def heading(self) -> str:
        """The h1 of every page of the pattern but the choice."""
        return "Your address" if self.is_own else f"{self.draft.person_name or 'The person'}’s address"

    @property
    def autocomplete(self) -> str:
        """Browsers fill in the requester's postcode, never somebody else's."""
        return "postal-code" if self.is_own else "off"

    def saved(self) -> dict[str, Any]:
        """The address in the draft, field by field."""
        return {name: getattr(self.draft, f"{self.prefix}_{name}") for name in ADDRESS}

    def url(self, page: str = "") -> str:
        """A page of the pattern, e.g. "choose"; without one the postcode page."""
        first = "your-address-postcode" if self.is_own else "person-address"
        return journey.url_of(f"{self.whose}-{page}" if page else first, changing=is_changing(self.http))

    def render(self, template: str, form: forms.Form, *, back: str, **context: Any) -> HttpResponse:
        """A page of the pattern."""
        button = button_after_your_address if self.is_own else button_after_person_address
        shown = {"heading": self.heading, "button": button(self.draft, changing=is_changing(self.http))}
        return render(self.http, template, shown | {"form": form, "back_url": back, "place": self} | context)

    def keep(self, address: Address) -> HttpResponse:
        """Saves the address and goes on."""
        draft = actions.save_answers(account=self.http.user, **from_address(address, self.prefix))
        return redirect(journey.next_url(self.whose, draft, changing=is_changing(self.http)))


def _with_place(view: Callable[[Place], HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets a page of the pattern be opened when its step may be."""

    @require_http_methods(["GET", "POST"])
    def opened(http: SignedIn, whose: str) -> HttpResponse:
        draft = draft_of(http)
        if draft is None:
            return redirect("access:start")
        if not journey.may_open(whose, draft):
            return redirect(journey.carry_on_url(draft))
        try:
            return view(Place(http, whose, draft))
        except AccessRequest.DoesNotExist:  # deleted in another tab at this moment
            return redirect("access:start")

    return opened


def your_address(http: SignedIn) -> HttpResponse:
    """A6a: "Is this still your address?", if we know one."""
    draft = draft_of(http)
    if draft and not own_address(draft)["address_lines"]:
        return redirect(journey.url_of("your-address-postcode", changing=is_changing(http)))
    return question(http, "your-address")


@_with_place
def postcode(place: Place) -> HttpResponse:
    """Asks for a postcode and looks it up."""
    typed = place.http.POST if place.http.method == "POST" else None
    form = PostcodeForm(typed, autocomplete=place.autocomplete, initial={"postcode": place.saved()["postcode"]})
    if form.is_valid():
        try:
            found = find_addresses(form.cleaned_data["postcode"])
        except LookupDown:
            return redirect(because_search_is_down(place.url("manual")))
        if found:
            place.http.session[place.whose] = form.cleaned_data["postcode"]
            return redirect(place.url("choose"))
        form.add_nothing_found()
    return place.render("access/address_postcode.html", form, back=_before(place))


def _before(place: Place) -> str:
    if place.is_own and own_address(place.draft)["address_lines"]:
        return journey.url_of(place.whose, changing=is_changing(place.http))
    return journey.back_url(place.whose, place.draft, changing=is_changing(place.http))


@_with_place
def choose(place: Place) -> HttpResponse:
    """Offers the addresses of the postcode."""
    looked_up = place.http.session.get(place.whose)
    if looked_up is None:
        return redirect(place.url())
    try:
        found = find_addresses(looked_up)
    except LookupDown:
        return redirect(because_search_is_down(place.url("manual")))
    heading = "Choose your address" if place.is_own else f"Choose {place.heading}"
    form = ChooseAddressForm(
        place.http.POST if place.http.method == "POST" else None,
        found=found,
        label=heading,
        not_in_list="My address is not in the list" if place.is_own else "Their address is not in the list",
    )
    if form.is_valid():
        return place.keep(form.chosen) if form.chosen else redirect(place.url("manual"))
    return place.render(
        "access/address_choose.html",
        form,
        back=place.url(),
        heading=heading,
        postcode=looked_up,
        change_postcode_url=place.url(),
    )


@_with_place
def manual(place: Place) -> HttpResponse:
    """An address in the UK, typed in."""
    form = ManualAddressForm(
        place.http.POST if place.http.method == "POST" else None, own=place.is_own, initial=_typed_before(place)
    )
    if form.is_valid():
        return place.keep(form.address)
    return place.render(
        "access/address_manual.html",
        form,
        back=place.url(),
        lookup_down=is_search_down(place.http),
        abroad_url=place.url("abroad"),
    )


def _typed_before(place: Place) -> dict[str, str]:
    saved = place.saved()
    lines: list[str] = saved["address_lines"]
    line_1, line_2, *_ = [*lines, "", ""]
    in_uk = {"line_1": line_1, "line_2": line_2, "town": saved["town"], "postcode": saved["postcode"]}
    return in_uk if saved["address_entered"] == "manual" else {}


@_with_place
def abroad(place: Place) -> HttpResponse:
    """An address outside the UK."""
    saved = place.saved()
    initial = {"address": "\n".join(saved["address_lines"]), "country": saved["country"]} if saved["country"] else {}
    form = AddressAbroadForm(
        place.http.POST if place.http.method == "POST" else None, own=place.is_own, initial=initial
    )
    if form.is_valid():
        return place.keep(form.abroad)
    return place.render("access/address_abroad.html", form, back=place.url("manual"), uk_url=place.url("manual"))
