"""R3 and R4: the code from the e-mail, and Finish."""

from contextlib import suppress
from datetime import datetime

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.actions.codes import Refusal, TooManyCodes, newest_code, next_code_at
from portal.accounts.actions.registering import CodeRefused, change_email, finish, send_code
from portal.accounts.forms import ChangeEmailForm, CodeForm
from portal.accounts.journey import CODE, KEPT_AS, step
from portal.accounts.misspelt import suggestion
from portal.accounts.models import Registration
from portal.council.identity import council
from portal.design.formats import day, time_of_day

REFUSALS = {
    Refusal.WRONG: "That code is not right. Use the code in the newest email from us",
    Refusal.EXPIRED: "That code has run out. Ask for a new one",
    Refusal.TRIED_TOO_OFTEN: "That code has been tried too many times. Ask for a new one",
}


@login_not_required
@require_http_methods(["GET", "POST"])
@step(CODE)
def register_code(request: HttpRequest, registration: Registration) -> HttpResponse:
    """R3."""
    if request.method == "POST" and request.POST.get("then") == "new-code":
        return send_and_show(request, registration, banner=f"We have sent a new code to {registration.email}")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = finish(registration_id=registration.pk, code=form.cleaned_data["code"])
        except CodeRefused as refused:
            form.add_error("code", REFUSALS[refused.refusal])
        else:
            request.session.pop(KEPT_AS, None)
            answer: HttpResponse = perform_login(request, account, redirect_url=reverse("accounts:register-done"))
            return answer
    return _code_page(request, registration, form)


def send_and_show(request: HttpRequest, registration: Registration, *, banner: str = "") -> HttpResponse:
    """Sends a code and goes to the page that asks for it; over the limit that page says when the next can be sent."""
    with suppress(TooManyCodes):
        send_code(registration=registration)
        if banner:
            messages.success(request, banner)
    return redirect("accounts:register-code")


def _code_page(request: HttpRequest, registration: Registration, form: CodeForm) -> HttpResponse:
    code, again_at = newest_code(registration.email), next_code_at(registration.email)
    page = {
        "form": form,
        "email": registration.email,
        "sender": council().sender,
        "runs_out": time_of_day(code.expires_at) if code else "",
        "next_code": _moment(again_at) if again_at else "",
        "back_url": reverse("accounts:register-login"),
    }
    return render(request, "accounts/register_code.html", page)


def _moment(when: datetime) -> str:
    """The time, and the day unless it is today."""
    is_today = timezone.localdate(when) == timezone.localdate()
    return time_of_day(when) if is_today else f"{time_of_day(when)} on {day(when)}"


@login_not_required
@require_http_methods(["GET", "POST"])
@step(CODE)
def register_email(request: HttpRequest, registration: Registration) -> HttpResponse:
    """R3a."""
    form = ChangeEmailForm(request.POST or None, initial={"email": registration.email})
    if request.method == "POST" and form.is_valid():
        registration = change_email(registration=registration, email=form.cleaned_data["email"])
        if suggestion(registration.email):
            return redirect("accounts:register-email-check")
        return send_and_show(request, registration)
    page = {"form": form, "back_url": reverse("accounts:register-code")}
    return render(request, "accounts/register_email.html", page)


@login_not_required
@require_http_methods(["GET", "POST"])
@step(CODE)
def register_email_check(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Between R2 and R3, only when the address looks misspelt. The password is kept already."""
    meant = suggestion(registration.email)
    if request.method == "POST":
        if meant and request.POST.get("then") == "change":
            registration = change_email(registration=registration, email=meant)
        return send_and_show(request, registration)
    if not meant:
        return redirect("accounts:register-code")
    page = {"typed": registration.email, "meant": meant, "back_url": reverse("accounts:register-login")}
    return render(request, "accounts/register_email_check.html", page)


@require_safe
def register_done(request: HttpRequest) -> HttpResponse:
    """R4."""
    return render(request, "accounts/register_done.html")
