"""M1: what we hold about whoever is signed in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.accounts.presenters import details_rows
from portal.accounts.visitors import SignedIn


@require_safe
def details(request: SignedIn) -> HttpResponse:
    """M1, to read."""
    rows = details_rows(request.user)
    return render(request, "accounts/details.html", {"rows": rows, "back_url": reverse("pages:home")})
