"""A10: the answers of a request, as cards with a way to change each."""

from datetime import date
from typing import Any, Final

from django.utils.html import format_html

from portal.access import journey
from portal.access.answers import address_of
from portal.access.evidence import is_asked_for_evidence
from portal.access.evidence_words import way_shown, what_is_shown
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.accounts.presenters import adjustments_of
from portal.council.identity import council
from portal.design.formats import day

Row = dict[str, Any]
Card = dict[str, Any]

NONE_GIVEN: Final = "Not given"
NOTHING: Final = "Nothing"


def check_page(draft: AccessRequest, *, same: AccessRequest | None) -> dict[str, Any]:
    """A draft as A10 shows it; `same` is an open request that asks for the same."""
    missing = journey.missing(draft)
    return {
        "cards": cards(draft),
        "next_missing": missing[0].change_url if missing else "",
        "same": same,
        "sent_on": day(same.sent_at) if same and same.sent_at else "",
    }


def cards(request: AccessRequest) -> list[Card]:
    """What was answered, in the order of the journey. The rows of a draft can be changed."""
    shown = [{"title": "Your request", "rows": _about(request)}, {"title": "Your details", "rows": _own(request)}]
    if request.is_for_someone_else:
        shown.append({"title": "Person you represent", "rows": _person(request)})
    shown.append({"title": "Contact", "rows": _contact(request)})
    return [card for card in shown if card["rows"]]


def _about(request: AccessRequest) -> list[Row]:
    rows = [_row(request, "Who you are asking for", dict(AccessRequest.For.choices).get(request.made_for, ""), "who")]
    if request.is_for_someone_else:
        rows.append(_row(request, "Your role", council().role(request.role).label if request.role else "", "role"))
        rows += _evidence(request)
    return rows


def _evidence(request: AccessRequest) -> list[Row]:
    """How the role is shown, if the council wants to see it."""
    if not request.evidence_way and not is_asked_for_evidence(request):
        return []
    shown = {"How you show us your role": way_shown(request)} | what_is_shown(request)
    if request.role_ends_on:
        shown["When your role ends"] = day(request.role_ends_on)
    return [_row(request, key, value, "evidence") for key, value in shown.items()]


def _own(request: AccessRequest) -> list[Row]:
    rows = [
        _row(request, "Your name", request.own_name, "your-name"),
        _row(request, "Your address", address_of(request, "own"), "your-address"),
    ]
    if not request.is_for_someone_else:
        rows.append(_row(request, "Your date of birth", _day(request.own_date_of_birth), "me"))
        rows.append(_row(request, "Reference from a letter", request.own_letter_reference or NONE_GIVEN, "me"))
    return rows


def _person(request: AccessRequest) -> list[Row]:
    return [
        _row(request, "Their name", request.person_name, "person-name"),
        _row(request, "Other name on our letters", request.person_known_as or NONE_GIVEN, "person-name"),
        _row(request, "Their date of birth", _day(request.person_date_of_birth), "person-dob"),
        _row(request, "Their address", address_of(request, "person"), "person-address"),
    ]


def _contact(request: AccessRequest) -> list[Row]:
    if not journey.step("contact").is_asked(request):
        return []
    method = dict(Account.ContactMethod.choices).get(request.contact_method, "")
    return [
        _row(request, "Preferred contact method", method, "contact"),
        _row(request, "What we do differently for you", adjustments_of(request.account) or NOTHING, "contact"),
    ]


def _row(request: AccessRequest, key: str, value: str | list[str], step: str) -> Row:
    """A row of a draft has a link: "Change your date of birth", or "Enter your date of birth" when it is missing."""
    if request.status != AccessRequest.Status.DRAFT:
        return {"key": key, "value": value or NONE_GIVEN}
    url, about = journey.step(step).change_url, f"{key[0].lower()}{key[1:]}"
    if not value:
        return {"key": key, "value": format_html('<a class="govuk-link" href="{}">Enter {}</a>', url, about)}
    return {"key": key, "value": value, "change_url": url, "change_text": about}


def _day(value: date | None) -> str:
    return day(value) if value else ""
