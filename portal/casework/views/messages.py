"""F15: messages about documents and payments: reading, taking on, answering, closing."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages as banners
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record, record_reads_on
from portal.casework.forms.messages import AnswerForm, CloseForm, FindForm, GiveForm
from portal.casework.messages import SHOWN_WITH, Show, earlier_of, messages_page, numbers, roles_of, with_reference
from portal.casework.presenters import beside
from portal.casework.presenters import messages as present
from portal.casework.views.message_refusals import refused
from portal.documents.asking.answering import answer_message, assign_message, can_read, close_message
from portal.documents.asking.errors import MessageRefused, NobodyToRead, OwnMessage, StaleMessage
from portal.documents.models import Message
from portal.documents.payment_help import known_to_staff


class Act(NamedTuple):
    """What a form does: the page it is on, the verb, which gives what to say, and the address it leads to."""

    page: str
    do: Callable[[], str]
    leads_to: str


@require_safe
@for_staff(StaffRole.VIEWER)
def messages(request: HttpRequest, officer: Account) -> HttpResponse:
    """A list; `show` says which, `after` from where on, `reference` that one message is looked for."""
    form = FindForm(request.GET if "reference" in request.GET else None)
    if form.is_valid():
        if found := with_reference(form.cleaned_data["reference"], officer):
            return redirect("casework:message", found.public_id)
        form.add_error("reference", "There is no message with this reference. Check the number")
    show = Show(request.GET["show"]) if request.GET.get("show") in set(Show) else Show.OPEN
    after = request.GET.get("after", "")
    page = messages_page(show, officer, after)
    record_reads_on(
        actor=officer, action="casework.messages_listed", reads=[(each, each.person_id) for each in page.rows]
    )
    context = {
        "form": form,
        "tabs": present.tabs(show, numbers(officer)),
        "shown": present.CAPTIONS[show],
        "is_closed": show is Show.CLOSED,
        "head": present.HEAD,
        "rows": [present.row(each) for each in page.rows],
        **page.links(present.address(show), after),
    }
    return render(request, "casework/messages.html", context)


@require_safe
@for_staff(StaffRole.VIEWER)
def message(request: HttpRequest, officer: Account, message_id: UUID) -> HttpResponse:
    """One message with the document it is about beside it, and what is to happen to it."""
    found = _found(message_id)
    if not _may_see(officer, found):
        return refused(request, OwnMessage(found))
    may_answer = officer.may(StaffRole.REVIEWER)
    context = {
        "ended": present.ended(found),
        "may_answer": may_answer and found.is_waiting,
        "can_read": can_read(found),
        "is_mine": found.assigned_to_id == officer.pk,
        "officer_id": officer.pk,
        "may_open": may_answer,
        "earlier": [present.row(each) for each in earlier_of(found)],
    }
    return _page(request, officer, found, "message", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.REVIEWER)
def assign(request: HttpRequest, officer: Account, message_id: UUID) -> HttpResponse:
    """Gives the message to a colleague, or the officer takes it on."""
    found = _found(message_id)
    form = GiveForm(found, officer, request.POST or None)

    def give() -> str:
        assign_message(officer=officer, public_id=message_id, version=form.cleaned_data["version"], to=form.colleague)
        return f"Message {found.reference} is assigned to {form.colleague.name}."

    return _act(
        request, officer, found, form, Act("message-assign", give, reverse("casework:message", args=[message_id]))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.REVIEWER)
def answer(request: HttpRequest, officer: Account, message_id: UUID) -> HttpResponse:
    """Answers in the portal; the e-mail that says so is shown before it goes."""
    found = _found(message_id)
    form = AnswerForm(request.POST or None, initial={"version": found.version})

    def send() -> str:
        answer_message(officer=officer, public_id=message_id, version=form.cleaned_data["version"], text=form.answer)
        return f"We have answered message {found.reference}. We are emailing {found.account.name}."

    if request.method != "POST" and found.is_waiting and _may_see(officer, found) and not can_read(found):
        return refused(request, NobodyToRead(found))
    return _act(request, officer, found, form, Act("message-answer", send, reverse("casework:messages")))


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.REVIEWER)
def close(request: HttpRequest, officer: Account, message_id: UUID) -> HttpResponse:
    """Closes the message without an answer in the portal."""
    found = _found(message_id)
    form = CloseForm(request.POST or None, initial={"version": found.version})

    def end() -> str:
        told = form.cleaned_data
        close_message(officer=officer, public_id=message_id, **told)
        return f"Message {found.reference} is closed."

    return _act(request, officer, found, form, Act("message-close", end, reverse("casework:messages")))


def _act(request: HttpRequest, officer: Account, found: Message, form: Form, act: Act) -> HttpResponse:
    """Does what a valid form asks for and leads on; otherwise shows the form, what it is about beside it."""
    if not _may_see(officer, found):
        return refused(request, OwnMessage(found))
    if request.method == "POST" and form.is_valid():
        try:
            banners.success(request, act.do())
        except MessageRefused as refusal:
            return refused(request, refusal, words=getattr(form, "answer", "") or form.cleaned_data.get("note", ""))
        return redirect(act.leads_to)
    if request.method != "POST" and not found.is_waiting:
        return refused(request, StaleMessage(found))
    return _page(request, officer, found, act.page, {"form": form, "preview": present.preview(found)})


def _page(request: HttpRequest, officer: Account, found: Message, name: str, context: dict[str, Any]) -> HttpResponse:
    """Every look at it is recorded, also where a form is shown again."""
    record(actor=officer, action="casework.message_viewed", on=found, person_id=found.person_id)
    about = {
        "message": found,
        "status": present.STATUS[found.outcome],
        "rows": present.rows(found, roles_of(found)),
        "beside": beside.beside_document(found.document)
        if found.document
        else beside.beside_payments(*known_to_staff(found.person)),
    }
    return render(request, f"casework/{name}.html", about | context)


def _found(message_id: UUID) -> Message:
    return get_object_or_404(Message.objects.select_related(*SHOWN_WITH, "document__person"), public_id=message_id)


def _may_see(officer: Account, found: Message) -> bool:
    return Message.objects.open_to(officer).filter(pk=found.pk).exists()
