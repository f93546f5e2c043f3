"""S4, S5 and S6: a forgotten password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.actions.resetting import LinkDead, account_of_link, ask_for_reset, set_new_password
from portal.accounts.passwords import RULES
from portal.accounts.sign_in_forms import ForgotPasswordForm, NewPasswordForm


@login_not_required
@require_http_methods(["GET", "POST"])
def forgot_password(request: HttpRequest) -> HttpResponse:
    """S4."""
    form = ForgotPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_reset(email=form.cleaned_data["email"])
        return redirect("accounts:forgot-password-sent")
    return render(request, "accounts/forgot_password.html", {"form": form, "back_url": reverse("accounts:sign-in")})


@login_not_required
@require_safe
def forgot_password_sent(request: HttpRequest) -> HttpResponse:
    """The same page, whoever asked."""
    return render(request, "accounts/forgot_password_sent.html")


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest, token: str) -> HttpResponse:
    """S5, or S6 when the link is used or old."""
    try:
        form = NewPasswordForm(request.POST or None, account=account_of_link(token))
        if request.method == "POST" and form.is_valid():
            set_new_password(token=token, password=form.cleaned_data["password"])
            messages.success(request, "Your password is changed. You can sign in with it now.")
            return redirect("accounts:sign-in")
    except LinkDead as dead:
        return render(request, "accounts/link_stopped_working.html", {"old": dead.old}, status=410)
    return render(request, "accounts/reset_password.html", {"form": form, "rules": RULES})
