"""The pages about documents. Everything goes through entrance.py: the query is the permission."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.visitors import SignedIn
from portal.documents.actions import download_document, list_documents, open_document, refuse_documents
from portal.documents.beside import read_beside
from portal.documents.entrance import AccessEnded, NotTheirs, document_for, person_for
from portal.documents.files import as_attachment, download_name, open_issued
from portal.documents.listing import documents_of
from portal.documents.presenters.list_page import list_page
from portal.documents.presenters.outlook import what_if
from portal.documents.presenters.pages import document_page, ended_page
from portal.documents.repayment_form import repayment_form

Rest = ParamSpec("Rest")


View = Callable[Concatenate[SignedIn, Rest], HttpResponseBase]


def through_the_door(view: View[Rest]) -> View[Rest]:
    """Somebody else's documents look like missing ones (X1); whose access has ended is told so (X4)."""

    @wraps(view)
    def guarded(request: SignedIn, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except AccessEnded as ended:
            return render(request, "documents/ended.html", {"page": ended_page(ended)}, status=403)
        except NotTheirs as refused:
            refuse_documents(account=request.user, thing=refused.thing, person_id=refused.person_id)
            raise Http404 from None
        except ObjectDoesNotExist:
            raise Http404 from None

    return guarded


@require_safe
@through_the_door
def documents(request: SignedIn, public_id: UUID) -> HttpResponse:
    """D1: the list of a person's documents."""
    shown, people = person_for(request.user, public_id)
    listing = documents_of(shown.person, account=request.user, asked=request.GET)
    list_documents(account=request.user, person=shown.person, shown=len(listing.page.rows))
    context = list_page(shown, people, listing, request.GET)
    return render(request, "documents/list.html", context)


@require_safe
@through_the_door
def document(request: SignedIn, public_id: UUID) -> HttpResponse:
    """D2 to D5: what a document says."""
    found = document_for(request.user, public_id)
    open_document(account=request.user, document=found)
    beside = read_beside(found, request.user)
    own = found.is_own  # type: ignore[attr-defined]  # annotated by marked_own_for
    page = document_page(found, own=own, beside=beside)
    form = repayment_form(found, request.GET)
    repaid = form.cleaned_data["repay"] if form and form.is_valid() else 0
    context = {"page": page, "form": form, "what_if": what_if(found, repaid) if repaid else ""}
    return render(request, "documents/document.html", context)


@require_safe
@through_the_door
def file(request: SignedIn, public_id: UUID) -> HttpResponseBase:
    """The PDF as it was issued, byte for byte."""
    found = document_for(request.user, public_id)
    if not found.file_sha256:
        raise Http404
    issued = open_issued(found)
    download_document(account=request.user, document=found)
    response = FileResponse(issued, content_type="application/pdf")
    response.headers["Content-Disposition"] = as_attachment(download_name(found))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
