"""The pages of the room: the journey of a request, and what became of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.access.models import AccessRequest
from portal.accounts.models import Account


class SignedIn(HttpRequest):
    """What LoginRequiredMiddleware lets through to this room."""

    user: Account


@require_safe
def request(http: SignedIn, request_id: UUID) -> HttpResponse:
    """A12: how a request is getting on."""
    found = get_object_or_404(AccessRequest.objects.of(http.user).sent(), pk=request_id)
    return render(http, "access/request.html", {"access_request": found})
