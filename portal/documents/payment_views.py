"""D9: payments over time, as a page and as a spreadsheet. Everything goes through entrance.py."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.visitors import SignedIn
from portal.documents.actions import download_payments, list_payments
from portal.documents.downloads.payments_csv import payments_csv
from portal.documents.entrance import person_for
from portal.documents.files import as_attachment, name_in_file
from portal.documents.payments import payments_of
from portal.documents.presenters import over_time
from portal.documents.views import through_the_door


@require_safe
@through_the_door
def payments(request: SignedIn, public_id: UUID) -> HttpResponse:
    """By tax year, with what is usual in front."""
    shown, _ = person_for(request.user, public_id)
    found = payments_of(shown.person, account=request.user)
    list_payments(account=request.user, person=shown.person, shown=len(found))
    context = {
        "shown": shown,
        "summary": over_time.summary_lately(found),
        "years": over_time.years(found),
    }
    return render(request, "documents/payments.html", context)


@require_safe
@through_the_door
def payments_spreadsheet(request: SignedIn, public_id: UUID) -> HttpResponse:
    """The same as CSV."""
    shown, _ = person_for(request.user, public_id)
    found = payments_of(shown.person, account=request.user)
    download_payments(account=request.user, person=shown.person, listed=len(found))
    response = HttpResponse(payments_csv(found).encode(), content_type="text/csv; charset=utf-8")
    name = "_".join(filter(None, ("payments", name_in_file(shown.person.name))))
    response.headers["Content-Disposition"] = as_attachment(f"{name}.csv")
    return response
