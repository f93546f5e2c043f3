"""C7: the keys with which programs hand in deliveries, or read figures."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.models import Account, StaffRole
from portal.accounts.staff import for_staff
from portal.audit.actions import record
from portal.delivery.api.keys import NameInUse, create_api_key, revoke_api_key
from portal.delivery.forms import KeyForm
from portal.delivery.models import ApiKey
from portal.delivery.presenters import keys as present


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.ADMIN)
def api_keys(request: HttpRequest, officer: Account) -> HttpResponse:
    """The list, and a new key. It is shown in the very answer: to redirect, it would have to be kept somewhere."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key, text = create_api_key(officer=officer, **form.cleaned_data)
        except NameInUse:
            # Also when the page with the key is loaded again.
            form.add_error("name", "There is a key of this name already. Revoke that one first, or use another name")
        else:
            return render(request, "delivery/new-key.html", {"key": key, "text": text})
    keys = ApiKey.objects.select_related("created_by").order_by("revoked_at", "-created_at")
    record(actor=officer, action="delivery.api_keys_listed")
    context = {"form": form, "head": present.HEAD, "rows": [present.row(key) for key in keys]}
    return render(request, "delivery/api-keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(StaffRole.ADMIN)
def revoke_key(request: HttpRequest, officer: Account, key_id: int) -> HttpResponse:
    """Asks, and then ends the key."""
    key = get_object_or_404(ApiKey.objects.select_related("created_by"), pk=key_id)
    if request.method == "POST":
        revoke_api_key(officer=officer, key_id=key_id)
        messages.success(request, f"The key of {key.name} is revoked. It opens nothing any more.")
        return redirect("delivery:api-keys")
    return render(request, "delivery/revoke-key.html", {"key": key, "rows": present.facts(key)})
