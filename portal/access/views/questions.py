"""The question pages: one view, for each step of the journey that is one form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.access import actions, journey
from portal.access.answers import lines_of, own_address, own_name
from portal.access.forms.question import QuestionForm
from portal.access.models import AccessRequest
from portal.access.questions import QUESTIONS
from portal.accounts.visitors import SignedIn


def draft_of(http: SignedIn) -> AccessRequest | None:
    """The visitor's draft, with their account."""
    return AccessRequest.objects.of(http.user).drafts().select_related("account").first()


def is_changing(http: HttpRequest) -> bool:
    """Whether the page was opened from the check page and leads back there."""
    return journey.CHANGING in http.GET


@require_http_methods(["GET", "POST"])
def question(http: SignedIn, name: str) -> HttpResponse:
    """A2 to A7b and A9: shows a question, keeps the answer, goes on."""
    draft = draft_of(http)
    if draft is None:
        return redirect("access:start")
    if not journey.may_open(name, draft):
        return redirect(journey.carry_on_url(draft))
    form = QUESTIONS[name].form(http.POST if http.method == "POST" else None, draft=draft)
    if form.is_valid():
        try:
            return redirect(_take(form, http, name))
        except AccessRequest.DoesNotExist:  # deleted in another tab at this moment
            return redirect("access:start")
    return render(http, QUESTIONS[name].template, _page(form, name, draft, changing=is_changing(http)))


def _take(form: QuestionForm, http: SignedIn, name: str) -> str:
    """Does what a valid answer asks for and gives the address of the page it leads to."""
    if form.detour in actions.ENDINGS:
        actions.stop_request(account=http.user, why=form.detour)
        return reverse(f"access:{form.detour}")
    if form.detour:
        return journey.url_of(form.detour, changing=is_changing(http))
    draft = actions.save_answers(account=http.user, **form.answers)
    return journey.next_url(name, draft, changing=is_changing(http))


def _page(form: QuestionForm, name: str, draft: AccessRequest, *, changing: bool) -> dict[str, Any]:
    return {
        "form": form,
        "question": QUESTIONS[name],
        "button": QUESTIONS[name].button(changing=changing),
        "caption": draft.person_name if QUESTIONS[name].about_person else "",
        "name": " ".join(own_name(draft).values()),
        "address": lines_of(own_address(draft)),
        "back_url": journey.back_url(name, draft, changing=changing),
    }
