"""R1a and R1b: somebody's own address, from the list of a postcode or typed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.accounts.actions.registering import save_address
from portal.accounts.journey import ADDRESS, step
from portal.accounts.models import Registration
from portal.addresses.forms import AddressAbroadForm, ChooseAddressForm, ManualAddressForm
from portal.addresses.lookup import LookupDown, find_addresses
from portal.addresses.models import EntryWay
from portal.addresses.search_down import because_search_is_down, is_search_down


@login_not_required
@require_http_methods(["GET", "POST"])
@step(ADDRESS)
def register_address(request: HttpRequest, registration: Registration) -> HttpResponse:
    """R1a."""
    try:
        found = find_addresses(registration.postcode) if registration.postcode else []
    except LookupDown:
        return redirect(because_search_is_down(reverse("accounts:register-address-manual")))
    if not found:
        return redirect(f"{reverse('accounts:register')}?change=address")
    initial = {"address": registration.uprn} if registration.uprn else {}
    form = ChooseAddressForm(request.POST or None, found=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        if not form.chosen:
            return redirect("accounts:register-address-manual")
        save_address(registration=registration, address=form.chosen)
        return redirect("accounts:register-login")
    return render(request, "addresses/choose.html", _choose_page(form))


def _choose_page(form: ChooseAddressForm) -> dict[str, object]:
    change = f"{reverse('accounts:register')}?change=address"
    return {
        "form": form,
        "heading": "Choose your address",
        "change_postcode_url": change,
        "back_url": change,
    }


@login_not_required
@require_http_methods(["GET", "POST"])
@step(ADDRESS)
def register_address_manual(request: HttpRequest, registration: Registration) -> HttpResponse:
    """R1b. Says so when it is shown because no postcode can be looked up."""
    typed = registration if registration.address_entered == EntryWay.MANUAL else None
    lines = [*(typed.address_lines if typed else []), "", ""]
    initial = {"line_1": lines[0], "line_2": lines[1], "town": typed.town if typed else ""}
    form = ManualAddressForm(request.POST or None, initial=initial | {"postcode": registration.postcode})
    if request.method == "POST" and form.is_valid():
        save_address(registration=registration, address=form.address)
        return redirect("accounts:register-login")
    page = {
        "form": form,
        "heading": "Enter your address",
        "lookup_down": is_search_down(request),
        "back_url": reverse("accounts:register"),
        "abroad_url": reverse("accounts:register-address-abroad"),
    }
    return render(request, "addresses/manual.html", page)


@login_not_required
@require_http_methods(["GET", "POST"])
@step(ADDRESS)
def register_address_abroad(request: HttpRequest, registration: Registration) -> HttpResponse:
    """R1b for an address outside the UK."""
    abroad = registration.address_entered == EntryWay.ABROAD
    initial = {"address": "\n".join(registration.address_lines), "country": registration.country} if abroad else {}
    form = AddressAbroadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        save_address(registration=registration, address=form.abroad)
        return redirect("accounts:register-login")
    manual = reverse("accounts:register-address-manual")
    page = {"form": form, "heading": "Enter your address outside the UK", "back_url": manual, "uk_url": manual}
    return render(request, "addresses/abroad.html", page)
