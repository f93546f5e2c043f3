"""A13: what the finance team asked, and the answer."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.access import actions
from portal.access.actions.questions import last_question, open_question
from portal.access.errors import NothingAsked, TooManyFiles
from portal.access.evidence import MOST_FILES
from portal.access.forms.answering import AnswerForm
from portal.access.models import AccessRequest
from portal.accounts.visitors import SignedIn
from portal.design.formats import weekday
from portal.uploads.receiving import takes_file


@takes_file
@require_http_methods(["GET", "POST"])
def answer(http: SignedIn, request_id: UUID) -> HttpResponseBase:
    """Shows the question and takes the answer. Without an open question it leads to the request's page."""
    found = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    track = reverse("access:request", args=[found.pk])
    question = open_question(found) if http.method != "POST" else last_question(found)
    if question is None:
        return redirect(track)
    sent = (http.POST, http.FILES) if http.method == "POST" else ()
    form = AnswerForm(*sent, question=question)
    if form.is_valid() and (taken := _take(http, found, form, track)):
        return taken
    context = {
        "form": form,
        "answer_by": weekday(question.closes_on),
        "added": [each.upload.name for each in question.evidence.select_related("upload")],
        "back_url": track,
    }
    return render(http, "access/answer.html", context)


def _take(http: SignedIn, found: AccessRequest, form: AnswerForm, track: str) -> HttpResponse | None:
    """Gives the answer to the action; None when the form has to be shown again."""
    words, file = form.cleaned_data["answer"], form.cleaned_data["file"]
    try:
        actions.answer_question(account=http.user, request_id=found.pk, answer=words, received=file)
    except TooManyFiles:
        form.add_error("file", f"You have added {MOST_FILES} files. You cannot add more")
        return None
    except NothingAsked:
        context = {"words": words, "asked": found, "back_url": track}
        return render(http, "access/answer_late.html", context, status=HTTPStatus.CONFLICT)
    messages.success(http, "We have your answer. We are checking your request again.")
    return redirect(track)
