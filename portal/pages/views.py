"""The pages anybody may read, and the home page of whoever is signed in."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.accounts.models import Account
from portal.audit.actions import record_reads
from portal.pages import presenters
from portal.pages.guide import PARTS, neighbours, part_called
from portal.pages.home import home_of

View = Callable[..., HttpResponse]

# The dates of the accessibility statement; both change by hand, when somebody has looked again.
STATEMENT_PREPARED_ON = date(2026, 11, 22)
LAST_TESTED_ON = date(2026, 11, 22)


def public_page(template: str, context: Callable[[], dict[str, Any]] = dict) -> View:
    """A view for a page that says the same to everybody; `context` is asked each time it is shown."""

    @login_not_required
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return render(request, f"pages/{template}.html", context())

    return view


start = public_page("start")
guide = public_page("guide", lambda: {"parts": PARTS})
guide_whole = public_page("guide_whole", lambda: {"parts": PARTS, "closing_time": presenters.closing_time()})
roles = public_page("roles", lambda: {"roles": presenters.role_sections()})
help_page = public_page("help")
contact = public_page("contact")
feedback = public_page("feedback")
privacy = public_page("privacy")
terms = public_page("terms", lambda: {"law_of": presenters.law_of()})
cookies = public_page("cookies", lambda: {"cookies": presenters.cookie_rows()})
accessibility = public_page(
    "accessibility", lambda: {"prepared_on": STATEMENT_PREPARED_ON, "tested_on": LAST_TESTED_ON}
)


@login_not_required
@require_safe
def guide_part(request: HttpRequest, slug: str) -> HttpResponse:
    """One part of the user guide."""
    part = part_called(slug)
    if part is None:
        raise Http404
    context = {"part": part, "neighbours": neighbours(part), "closing_time": presenters.closing_time()}
    return render(request, "pages/guide_part.html", context)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """H1. Staff work elsewhere."""
    account = cast("Account", request.user)
    if account.is_staff:
        return redirect("casework:requests")
    page = home_of(account)
    # The cards say what was last paid, so to open the page is to read about these people.
    record_reads(
        actor=account, action="pages.home_viewed", on=account, person_ids=[one.person.pk for one in page.people]
    )
    return render(request, "pages/home.html", {"home": page})
