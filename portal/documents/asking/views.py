"""D8: asking us, and reading the answer. Everything goes through the doors of entrance.py and reading.py."""

from uuid import UUID

from django.contrib import messages as banners
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.visitors import SignedIn
from portal.council.identity import council
from portal.design.paging import latest
from portal.documents.asking import presenting
from portal.documents.asking.errors import TooManyWaiting
from portal.documents.asking.forms import AskForm
from portal.documents.asking.reading import message_for
from portal.documents.asking.sending import ask_us, read_messages
from portal.documents.entrance import document_for, person_for
from portal.documents.models import Document, Message
from portal.documents.presenters.words import list_title
from portal.documents.views import through_the_door
from portal.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def ask(request: SignedIn, public_id: UUID) -> HttpResponse:
    """About one document."""
    document = document_for(request.user, public_id)
    return _ask(request, document.person, document, back=reverse("documents:document", args=[public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def ask_about_payments(request: SignedIn, public_id: UUID) -> HttpResponse:
    """About a person's payments: one that has not arrived has no document."""
    shown, _ = person_for(request.user, public_id)
    return _ask(request, shown.person, None, back=reverse("documents:payment-help", args=[public_id]))


@require_safe
@through_the_door
def message(request: SignedIn, message_id: UUID) -> HttpResponse:
    """One message and its answer."""
    found = message_for(request.user, message_id)
    read_messages(account=request.user, messages=[found])
    return render(request, "documents/message.html", presenting.page(found))


@require_safe
def messages(request: SignedIn) -> HttpResponse:
    """All that the reader asked and may still read, the newest first."""
    theirs = Message.objects.visible_to(request.user).select_related("document", "person").defer("document__body")
    after = request.GET.get("after", "")
    page = latest(theirs, after)
    read_messages(account=request.user, messages=page.rows)
    context = {"rows": presenting.rows(page.rows), **page.links(reverse("documents:messages"), after)}
    return render(request, "documents/messages.html", context)


def _ask(request: SignedIn, person: Person, document: Document | None, *, back: str) -> HttpResponse:
    words = presenting.beginning(request.GET, document)
    form = AskForm(request.POST if request.method == "POST" else None, account=request.user, words=words)
    if form.is_valid():
        try:
            asked = ask_us(account=request.user, person=person, document=document, **form.cleaned_data)
        except TooManyWaiting as refused:
            form.add_too_many(refused)
        else:
            banners.success(request, f"We have your message. Its reference is {asked.reference}")
            return redirect("documents:message", asked.public_id)
    context = {
        "form": form,
        "person": person,
        "about": list_title(document) if document else "",
        "back_url": back,
        "kept_days": council().casework.messages_kept_days,
    }
    return render(request, "documents/ask.html", context)
