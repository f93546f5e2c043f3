"""R1 and R2: who somebody is, where they live, and how they will sign in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.accounts.actions.registering import choose_login, start_or_save_details
from portal.accounts.forms import ChooseLoginForm, DetailsForm
from portal.accounts.journey import DETAILS, LOGIN, has_address, keep_in_session, step
from portal.accounts.misspelt import suggestion
from portal.accounts.models import Registration
from portal.accounts.passwords import RULES
from portal.accounts.presenters import address_of
from portal.accounts.views.codes import send_and_show
from portal.addresses.forms import nothing_found
from portal.addresses.lookup import LookupDown, find_addresses
from portal.addresses.search_down import because_search_is_down

FIND, TYPE, NEXT = "find", "type", "next"
NEXT_PAGES = {NEXT: "accounts:register-login", TYPE: "accounts:register-address-manual"}
TOLD = ("first_name", "last_name", "known_as", "phone", "postcode")


@login_not_required
@require_http_methods(["GET", "POST"])
@step(DETAILS)
def register(request: HttpRequest, registration: Registration | None) -> HttpResponse:
    """R1. `?change=address` asks for the postcode again although there is an address."""
    known = registration is not None and has_address(registration) and request.GET.get("change") != "address"
    if request.method == "POST":
        return _save_details(request, registration, known=known)
    initial = {name: getattr(registration, name) for name in TOLD} if registration else {}
    initial["no_phone"] = registration is not None and not registration.phone
    return _details_page(request, registration, DetailsForm(initial=initial, asks_postcode=not known))


def _save_details(request: HttpRequest, registration: Registration | None, *, known: bool) -> HttpResponse:
    then = request.POST.get("then", NEXT if known else FIND)
    # A page from before the address was known asks for a postcode all the same.
    known = known and then == NEXT
    form = DetailsForm(request.POST, asks_postcode=not known, finding=then == FIND)
    if not form.is_valid():
        return _details_page(request, registration, form)
    where = reverse(NEXT_PAGES.get(then, "accounts:register-address"))
    if then == FIND:
        try:
            if not find_addresses(form.cleaned_data["postcode"]):
                form.add_error("postcode", nothing_found(form.cleaned_data["postcode"]))
                return _details_page(request, registration, form)
        except LookupDown:
            where = because_search_is_down(reverse(NEXT_PAGES[TYPE]))
    keep_in_session(request, start_or_save_details(registration=registration, **form.cleaned_data))
    return redirect(where)


def _details_page(request: HttpRequest, registration: Registration | None, form: DetailsForm) -> HttpResponse:
    known = registration if "postcode" not in form.fields else None
    page = {"form": form, "address": address_of(known) if known else None, "back_url": reverse("pages:start")}
    return render(request, "accounts/register.html", page)


@login_not_required
@require_http_methods(["GET", "POST"])
@step(LOGIN)
def register_login(request: HttpRequest, registration: Registration) -> HttpResponse:
    """R2."""
    initial = {"email": registration.email}
    form = ChooseLoginForm(request.POST or None, initial=initial, registration=registration)
    if request.method == "POST" and form.is_valid():
        registration = choose_login(registration=registration, **form.cleaned_data)
        if suggestion(registration.email):
            return redirect("accounts:register-email-check")
        return send_and_show(request, registration)
    page = {"form": form, "rules": RULES, "back_url": reverse("accounts:register")}
    return render(request, "accounts/register_login.html", page)
