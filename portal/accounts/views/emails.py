"""M5: which e-mails somebody gets."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.accounts.actions.choosing_emails import choose_emails
from portal.accounts.email_forms import EmailChoicesForm
from portal.accounts.visitors import SignedIn
from portal.emails.models import EmailChoices


@require_http_methods(["GET", "HEAD", "POST"])
def emails(request: SignedIn) -> HttpResponse:
    """M5."""
    if request.method != "POST":
        form = EmailChoicesForm.of(EmailChoices.of(request.user.pk))
    else:
        form = EmailChoicesForm(request.POST)
        if form.is_valid():
            choose_emails(account=request.user, **form.choices)
            messages.success(request, "We have saved which emails you want")
            return redirect("accounts:emails")
    context = {"form": form, "back_url": reverse("pages:home"), "email": request.user.email}
    return render(request, "accounts/emails.html", context)
