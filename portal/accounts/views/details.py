"""M1: what we hold about whoever is signed in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.accounts.models import Account
from portal.accounts.presenters import details_rows


@require_safe
def details(request: HttpRequest) -> HttpResponse:
    """M1, to read."""
    rows = details_rows(cast("Account", request.user))
    return render(request, "accounts/details.html", {"rows": rows, "back_url": reverse("pages:home")})
