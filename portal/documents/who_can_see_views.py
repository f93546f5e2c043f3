"""M6: who can see documents; objecting, and giving a role back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.access.actions import give_back, object_to_access
from portal.access.models import Grant
from portal.accounts.visitors import SignedIn
from portal.audit.actions import record_reads
from portal.documents.presenters.who_can_see import holder_card, role_card
from portal.documents.who_can_see import holders, roles_of


@require_safe
def who_can_see(request: SignedIn) -> HttpResponse:
    """M6: for the person, everybody with access; for representatives, whom they act for."""
    seen_by, acts_for = holders(request.user), roles_of(request.user)
    people = {holder.grant.person_id for holder in seen_by} | {grant.person_id for grant in acts_for}
    record_reads(actor=request.user, action="documents.who_can_see_viewed", on=request.user, person_ids=people)
    context = {
        "has_own": bool(seen_by) or Grant.objects.of(request.user).live().filter(role="").exists(),
        "holders": [holder_card(holder) for holder in seen_by],
        "roles": [role_card(grant) for grant in acts_for],
    }
    return render(request, "documents/who_can_see.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def objecting(request: SignedIn, grant_id: UUID) -> HttpResponse:
    """The reader does not want somebody to see their documents: asked once more, then told to staff."""
    others = Grant.objects.seen_by_others(request.user).select_related("account")
    grant = get_object_or_404(others, pk=grant_id)
    if request.method != "POST":
        return render(request, "documents/objecting.html", {"name": grant.account.name})
    object_to_access(account=request.user, grant_id=grant_id)
    messages.success(request, "We have told our finance team. They will look into it")
    return redirect("documents:who-can-see")


@require_http_methods(["GET", "HEAD", "POST"])
def giving_back(request: SignedIn, grant_id: UUID) -> HttpResponse:
    """The reader no longer acts for somebody: asked once more. Pressed twice, it is done once."""
    theirs = Grant.objects.of(request.user).exclude(role="").select_related("person")
    grant = get_object_or_404(theirs, pk=grant_id)
    if request.method != "POST":
        if grant.ended_at:
            raise Http404
        return render(request, "documents/giving_back.html", {"name": grant.person.name})
    give_back(account=request.user, grant_id=grant_id)
    messages.success(request, f"You can no longer see the documents of {grant.person.name}")
    return redirect("documents:who-can-see")
