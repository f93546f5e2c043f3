"""A13: what the finance team asked, and the answer."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.access import actions
from portal.access.actions.questions import last_question, open_question
from portal.access.errors import NothingAsked
from portal.access.forms.answering import AnswerForm
from portal.access.models import AccessRequest
from portal.accounts.visitors import SignedIn
from portal.design.formats import weekday


@require_http_methods(["GET", "POST"])
def answer(http: SignedIn, request_id: UUID) -> HttpResponse:
    """Shows the question and takes the answer. Without an open question it leads to the request's page."""
    found = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    track = reverse("access:request", args=[found.pk])
    question = open_question(found) if http.method != "POST" else last_question(found)
    if question is None:
        return redirect(track)
    form = AnswerForm(http.POST if http.method == "POST" else None, question=question)
    if form.is_valid():
        return _take(http, found, form.cleaned_data["answer"], track)
    context = {"form": form, "question": question, "answer_by": weekday(question.closes_on), "back_url": track}
    return render(http, "access/answer.html", context)


def _take(http: SignedIn, found: AccessRequest, words: str, track: str) -> HttpResponse:
    try:
        actions.answer_question(account=http.user, request_id=found.pk, answer=words)
    except NothingAsked:
        context = {"words": words, "asked": found, "back_url": track}
        return render(http, "access/answer_late.html", context, status=HTTPStatus.CONFLICT)
    messages.success(http, "We have your answer. We are checking your request again.")
    return redirect(track)
