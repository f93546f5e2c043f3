"""D7: help with a payment, from what the portal knows."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.accounts.visitors import SignedIn
from portal.documents.actions import ask_about_payment
from portal.documents.beside import read_beside
from portal.documents.entrance import Shown, person_for
from portal.documents.glossary import words_like
from portal.documents.models import Document
from portal.documents.payment_help import newest_advice, payments_lately
from portal.documents.payment_help_forms import CHOICES, Problem, ProblemForm, WordForm
from portal.documents.presenters import remittance
from portal.documents.presenters.payment_help import CAUSES, where_it_stands
from portal.documents.presenters.words import list_title
from portal.documents.views import through_the_door


@require_safe
@through_the_door
def payment_help(request: SignedIn, public_id: UUID) -> HttpResponse:
    """One question, then the answer to it."""
    shown, _ = person_for(request.user, public_id)
    asked = {"asked", "problem"} & set(request.GET)
    form = ProblemForm(request.GET if asked else None)
    here = reverse("documents:payment-help", args=[public_id])
    if not form.is_valid():
        return render(request, "documents/payment_help.html", {"form": form, "shown": shown})
    problem = Problem(form.cleaned_data["problem"])
    ask_about_payment(account=request.user, person=shown.person, problem=problem)
    context = {"shown": shown, "problem": problem, "heading": CHOICES[problem], "back_url": here}
    answer = _answer(request, shown, problem)
    context["ask_href"] = f"{_where_to_ask(shown, problem, answer.get('advice'))}?asked={problem}"
    return render(request, "documents/payment_answer.html", context | answer)


def _answer(request: SignedIn, shown: Shown, problem: Problem) -> dict[str, Any]:
    if problem is Problem.WORD:
        form = WordForm(request.GET)
        typed = form.cleaned_data["word"] if form.is_valid() else ""
        return {"form": form, "words": words_like(typed)}
    advice = newest_advice(shown.person, request.user)
    if problem is Problem.NOT_ARRIVED:
        payments = payments_lately(shown.person, request.user)
        return {"advice": advice, "stands": [where_it_stands(one) for one in payments], "causes": CAUSES} | _of(advice)
    if advice is None:
        return {"advice": None}
    own: bool = advice.is_own  # type: ignore[attr-defined]  # annotated by marked_own_for
    page = remittance.present(advice, own=own, beside=read_beside(advice, request.user))
    return {"advice": advice, "facts": page} | _of(advice)


def _where_to_ask(shown: Shown, problem: Problem, advice: Document | None) -> str:
    """About the document the answer is about; what has not arrived, and a word, are in no document we know of."""
    if advice and problem in (Problem.MORE, Problem.LESS):
        return reverse("documents:ask", args=[advice.public_id])
    return reverse("documents:ask-about-payments", args=[shown.person.public_id])


def _of(advice: Any) -> dict[str, str]:
    return {"advice_title": list_title(advice)} if advice else {}
