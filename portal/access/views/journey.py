"""Both ends of the journey: the start, the ways out of it, the check, and the receipt."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal.access import actions, journey, presenters
from portal.access import check as answers
from portal.access.errors import AlreadyAsked, AnswersMissing
from portal.access.forms.beginning import CarryOnForm
from portal.access.models import AccessRequest
from portal.access.receipts import receipt_pdf
from portal.access.views.questions import draft_of
from portal.accounts.visitors import SignedIn


@require_http_methods(["GET", "POST"])
def start(http: SignedIn) -> HttpResponse:
    """A1. Somebody with a saved draft chooses between it and a new one."""
    draft = draft_of(http)
    form = CarryOnForm(http.POST if http.method == "POST" else None) if draft else None
    if http.method == "POST" and draft is None:
        return redirect(journey.carry_on_url(actions.start_draft(account=http.user)))
    if draft and form and form.is_valid():
        if form.cleaned_data["draft"] == "start_again":
            draft = actions.start_again(account=http.user)
        return redirect(journey.carry_on_url(draft))
    return render(http, "access/start.html", {"form": form, "draft": draft, "back_url": reverse("pages:home")})


@require_http_methods(["GET", "POST"])
def delete_draft(http: SignedIn) -> HttpResponse:
    """Asks whether to throw the saved draft away, and does."""
    draft = draft_of(http)
    if draft is None:
        return redirect("pages:home")
    if http.method == "POST":
        actions.delete_draft(account=http.user)
        return redirect("pages:home")
    return render(http, "access/delete_draft.html", {"draft": draft, "carry_on_url": journey.carry_on_url(draft)})


@require_safe
def ending(http: SignedIn, why: str) -> HttpResponse:
    """A2n, A5n and A4u: where the journey ends for somebody it is not for."""
    draft = draft_of(http)
    return render(http, f"access/{why.replace('-', '_')}.html", {"draft": draft})


@require_http_methods(["GET", "POST"])
def check(http: SignedIn) -> HttpResponse:
    """A10, and what Back shows of it once the request is sent."""
    if http.method == "POST":
        return _send(http)
    draft = draft_of(http)
    if draft is None:
        return _already_sent(http)
    page = answers.check_page(draft, same=AccessRequest.objects.of(http.user).same_as(draft))
    return render(http, "access/check.html", page | {"draft": draft, "back_url": journey.last_url(draft)})


def _send(http: SignedIn) -> HttpResponse:
    """Sends the request the page showed; sent before, the same receipt again."""
    try:
        sent = actions.submit_request(account=http.user, request_id=_id_in(http.POST.get("request", "")))
    except (AnswersMissing, AlreadyAsked):
        return redirect("access:check")  # it says what stands in the way
    except AccessRequest.DoesNotExist:
        raise Http404 from None
    return redirect("access:sent", sent.pk)


def _id_in(text: str) -> UUID:
    """An id a page sent. Raises Http404 if it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _already_sent(http: SignedIn) -> HttpResponse:
    sent = AccessRequest.objects.of(http.user).sent().newest_first().select_related("account").first()
    if sent is None:
        return redirect("access:start")
    return render(http, "access/check_sent.html", {"cards": answers.cards(sent), "sent": sent})


@require_safe
def sent(http: SignedIn, request_id: UUID) -> HttpResponse:
    """A11: the receipt. It stays the same page, however often it is opened."""
    request = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    return render(http, "access/sent.html", presenters.receipt(request))


@require_safe
def receipt(http: SignedIn, request_id: UUID) -> HttpResponse:
    """A11 as a PDF."""
    request = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    disposition = {"Content-Disposition": 'inline; filename="receipt.pdf"'}
    return HttpResponse(receipt_pdf(request), content_type="application/pdf", headers=disposition)
