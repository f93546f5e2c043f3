"""Taking documents away: spreadsheets, the portal's own PDF, all in one ZIP. Everything goes through entrance.py."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.visitors import SignedIn
from portal.documents.actions import download_all, download_explained, download_list, download_spreadsheet
from portal.documents.beside import read_beside
from portal.documents.downloads.collecting import Collection, size_of
from portal.documents.downloads.document_csv import document_csv
from portal.documents.downloads.explained import explained_pdf
from portal.documents.downloads.list_csv import list_csv
from portal.documents.downloads.preparing import ask_for_zip
from portal.documents.entrance import document_for, person_for
from portal.documents.files import as_attachment, download_name, name_in_file
from portal.documents.listing import chosen_documents
from portal.documents.models import Document, PreparedZip
from portal.documents.presenters import taking_away
from portal.documents.views import through_the_door
from portal.people.models import Person

CSV = "text/csv; charset=utf-8"


@require_safe
@through_the_door
def explained(request: SignedIn, public_id: UUID) -> HttpResponse:
    """D2 to D4 as a tagged PDF of the portal's own."""
    found = _with_facts(request, public_id)
    own = found.is_own  # type: ignore[attr-defined]  # annotated by marked_own_for
    made = explained_pdf(found, own=own, beside=read_beside(found, request.user))
    download_explained(account=request.user, document=found)
    return _file(made, "application/pdf", download_name(found, "_explained.pdf"))


@require_safe
@through_the_door
def spreadsheet(request: SignedIn, public_id: UUID) -> HttpResponse:
    """D2 to D4 as CSV."""
    found = _with_facts(request, public_id)
    made = document_csv(found)
    download_spreadsheet(account=request.user, document=found)
    return _file(made.encode(), CSV, download_name(found, ".csv"))


@require_safe
@through_the_door
def list_of_documents(request: SignedIn, public_id: UUID) -> HttpResponse:
    """D1 as CSV: what the same query shows there, all pages of it."""
    shown, _ = person_for(request.user, public_id)
    documents = chosen_documents(shown.person, account=request.user, asked=request.GET)
    download_list(account=request.user, person=shown.person, listed=len(documents))
    return _file(list_csv(documents).encode(), CSV, _name_of_all(shown.person, "csv"))


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def zip_of_documents(request: SignedIn, public_id: UUID) -> HttpResponseBase:
    """D6: first the number and the size, then the ZIP; a large one is made ready first."""
    shown, _ = person_for(request.user, public_id)
    size = size_of(request.user, shown.person)
    if not size.documents:
        raise Http404
    if request.method != "POST":
        return render(request, "documents/zip.html", {"page": taking_away.zip_page(shown, size)})
    documents = _all_of(request, shown.person)
    if size.is_large:
        return redirect(
            "documents:prepared-zip", ask_for_zip(account=request.user, person=shown.person, documents=documents).pk
        )
    download_all(account=request.user, person=shown.person, documents=documents)
    collection = Collection(request.user, shown.person, shown.own, documents)
    return _sealed(
        StreamingHttpResponse(collection.zip(), content_type="application/zip"), _name_of_all(shown.person, "zip")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def prepared_zip(request: SignedIn, zip_id: UUID) -> HttpResponseBase:
    """The large ZIP: being made ready, ready, or over. What is in it is checked against what may be seen now."""
    asked = get_object_or_404(PreparedZip.objects.select_related("person"), pk=zip_id, account=request.user)
    person_for(request.user, asked.person.public_id)
    still_seen = _still_seen(request, asked)
    if request.method != "POST" or not asked.ready_at or not still_seen:
        page = taking_away.prepared_page(asked, still_seen=still_seen)
        return render(request, "documents/prepared_zip.html", {"page": page})
    file = default_storage.open(asked.stored_name)
    download_all(account=request.user, person=asked.person, documents=asked.documents)
    return _sealed(FileResponse(file, content_type="application/zip"), _name_of_all(asked.person, "zip"))


def _still_seen(request: SignedIn, asked: PreparedZip) -> bool:
    """Whether it still lasts, and the account may still see each document in it."""
    if asked.is_over or asked.erased_at:
        return False
    visible = Document.objects.visible_to(request.user).about(asked.person).filter(pk__in=asked.documents)
    return visible.count() == len(asked.documents)


def _with_facts(request: SignedIn, public_id: UUID) -> Document:
    found = document_for(request.user, public_id)
    if found.body is None:
        raise Http404
    return found


def _all_of(request: SignedIn, person: Person) -> list[int]:
    visible = Document.objects.visible_to(request.user).about(person)
    return list(visible.newest_first().values_list("pk", flat=True))


def _name_of_all(person: Person, ending: str) -> str:
    """E.g. "2026-11-22_documents_Mary-Bloggs.zip"."""
    parts = [f"{timezone.localdate():%Y-%m-%d}", "documents", name_in_file(person.name)]
    return "_".join(part for part in parts if part) + f".{ending}"


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    _sealed(response, name)
    return response


def _sealed(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = as_attachment(name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
