"""The two pages, by the ORM as everybody uses it. Sentences come from the portal's presenters, as on every side."""

from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.access.models import Grant
from portal.audit.models import Entry
from portal.audit.origin import client_address
from portal.council.identity import council
from portal.documents.beside import ISSUED_AGAIN_WITHIN, READ, Beside, stood_on
from portal.documents.entrance import Shown
from portal.documents.forms import ChoiceForm
from portal.documents.listing import GONE_IS_TOLD_FOR
from portal.documents.models import Document, Message, Opening
from portal.documents.paging import ON_A_PAGE, Page
from portal.documents.presenters import rows, taking_away
from portal.documents.presenters.pages import document_page
from portal.documents.querysets import DocumentQuerySet, published, withdrawn_since
from portal.documents.tax_years import tax_year


def council_of_the_portal(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the council, and how long its sessions last."""
    return {"council": council()}


def documents(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """D1."""
    user: Any = request.user
    grants = list(Grant.objects.of(user).live().select_related("person"))
    people = sorted(
        {grant.person_id: Shown(grant.person, own=grant.is_own) for grant in grants}.values(),
        key=lambda one: (not one.own, one.person.name, one.person.pk),
    )
    shown = next(one for one in people if one.person.public_id == public_id)
    there = _there(Document.objects.granted_to(user).about(shown.person))
    form = ChoiceForm({}, kinds=there["kinds"], years=range(tax_year(there["last"]), tax_year(there["first"]) - 1, -1))
    visible = Document.objects.visible_to(user).about(shown.person)
    marked = visible.marked_new_for(user).marked_replaced_for(user).newest_first()
    found = Paginator(marked, ON_A_PAGE).get_page(request.GET.get("page"))
    page = Page(list(found.object_list), found.paginator.count, found.start_index() - 1)
    _record(request, "documents.listed", "person", shown.person.pk, shown.person.pk, shown=len(page.rows))
    context = {
        "shown": shown,
        "people": people,
        "heading": rows.heading(shown),
        "form": form,
        "page": page,
        "result": rows.result_line(page.count),
        "tax_years": rows.tax_years_of(page.rows),
        "next_href": page.next(request.GET),
        "next_number": page.number + 1,
        "in_all": there["count"],
        "list_spreadsheet": taking_away.list_spreadsheet(shown, request.GET),
    }
    return render(request, "list.html", context)


def _there(documents: DocumentQuerySet) -> dict[str, Any]:
    """What the filter and the line above the list say of all of them."""
    seen = published()
    return documents.aggregate(
        count=Count("pk", filter=seen),
        gone=Count("pk", filter=withdrawn_since(timezone.now() - GONE_IS_TOLD_FOR)),
        first=Min("issued_on", filter=seen),
        last=Max("issued_on", filter=seen),
        kinds=ArrayAgg("kind", distinct=True, filter=seen),
    )


def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """D2."""
    user: Any = request.user
    visible = Document.objects.visible_to(user).marked_new_for(user).marked_own_for(user).marked_replaced_for(user)
    found: Any = get_object_or_404(visible.select_related("person"), public_id=public_id)
    asked = Message.objects.of(user).filter(document=found).order_by("-pk").first()
    found.asked_id = asked.public_id if asked else None
    if found.is_new:
        Opening.objects.get_or_create(account=user, document=found)
    _record(request, "documents.opened", "document", found.pk, found.person_id, first=found.is_new)
    around = Document.objects.visible_to(user).about(found.person).of_kinds([found.kind]).latest_versions()
    earlier = around.issued_between(None, found.issued_on + ISSUED_AGAIN_WITHIN).newest_first()[:READ]
    before = [
        one
        for one in earlier
        if stood_on(one) < stood_on(found) and one.body and one.body["cycle"] == found.body["cycle"]
    ]
    page = document_page(found, own=found.is_own, beside=Beside(tuple(before)))
    return render(request, "document.html", {"page": page, "facts": page["facts"]})


def _record(request: HttpRequest, action: str, kind: str, pk: int, person_id: int, **details: Any) -> None:
    """The portal's audit entry, as a model instance is saved."""
    Entry.objects.create(
        actor_id=request.user.pk,
        actor_role="citizen",
        action=action,
        object_type=kind,
        object_id=str(pk),
        person_id=person_id,
        address=client_address(request),
        details=details,
    )
