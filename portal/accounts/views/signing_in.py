"""S1, S7 (with a password) and S8: signing in, staying, and signing out."""

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.actions import signing_in
from portal.accounts.adapter import PortalAdapter
from portal.accounts.journey import registration_of, waits_for_code
from portal.accounts.sign_in_forms import SignInForm
from portal.council.identity import council


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, *, staff: bool = False) -> HttpResponse:
    """S1, and the finance team's page. `?next=` leads back to where somebody wanted to be."""
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or PortalAdapter().get_login_redirect_url(request))
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        answer: HttpResponse = form.login(request, redirect_url=get_next_redirect_url(request))
        return answer
    unfinished = not staff and waits_for_code(registration_of(request))
    return render(request, "accounts/sign_in.html", {"form": form, "staff": staff, "unfinished": unfinished})


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session on the server."""
    signing_in.sign_out(request=request)
    return redirect("accounts:signed-out")


@login_not_required
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """S8: why, and the way back to where somebody was. Who is still here after all (in another tab) goes on."""
    back_to = get_next_redirect_url(request)
    if request.user.is_authenticated:
        return redirect(back_to or PortalAdapter().get_login_redirect_url(request))
    again = reverse("accounts:sign-in") + (f"?{urlencode({'next': back_to})}" if back_to else "")
    page = {"reason": request.GET.get("reason"), "sessions": council().sessions, "sign_in_url": again}
    return render(request, "accounts/signed_out.html", page)


@require_POST
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """The clock of doing nothing starts again; the middleware has seen to it."""
    return HttpResponse(status=204)
