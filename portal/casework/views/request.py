"""What every page about one request has in common."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.casework.presence import LOOKED
from portal.casework.presenters.request import IdentityBar, identity_bar
from portal.casework.presenters.said import said_about
from portal.casework.presenters.tabs import WORDS, Tab, tabs

LONGEST_VERSION = 10  # digits


def sent_request(request_id: UUID) -> AccessRequest:
    """A request that was sent. Raises Http404 for a draft: it is its writer's alone."""
    with_people = AccessRequest.objects.sent().select_related(
        "account", "claimed_by", "decided_by", "person", "grant__person", "grant__representative"
    )
    return get_object_or_404(with_people, pk=request_id)


def version_of(request: HttpRequest) -> int:
    """The version the officer's page showed; -1, which no request has, if it says none."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < LONGEST_VERSION else -1


def bar_of(asked: AccessRequest, officer: Account) -> IdentityBar:
    """The identity bar as it stands now."""
    return identity_bar(asked, officer, timezone.now())


def tab_page(
    request: HttpRequest,
    officer: Account,
    bar: IdentityBar,
    tab: Tab,
    context: dict[str, Any],
    *,
    form: Form | None = None,
) -> HttpResponse:
    """A tab of a request, and the entry that the officer looked at it. An own request shows no tabs."""
    asked = bar.request
    record(actor=officer, action=LOOKED, on=asked, tab=tab)
    shown = {} if bar.is_own else {"said": said_about(asked), "tabs": tabs(asked, tab)}
    around = {"bar": bar, "tab": WORDS[tab], "form": form, **shown}
    return render(request, f"casework/{tab}.html", around | context)
