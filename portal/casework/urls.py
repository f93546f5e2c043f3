"""Where the casework room's pages are."""

from django.urls import path

from portal.casework import account_urls, document_urls, message_urls
from portal.casework.views import (
    asking,
    assigning,
    bulk,
    checking,
    decisions,
    evidence,
    evidence_tab,
    history,
    match,
    merging,
    notes,
    others,
    queue,
    reports,
    ticked,
    undoing,
)

app_name = "casework"
urlpatterns = [
    *account_urls.urlpatterns,
    *document_urls.urlpatterns,
    *message_urls.urlpatterns,
    path("reports", reports.reports, name="reports"),
    path("reports/<slug:figure>.csv", reports.report, name="report"),
    path("requests", queue.requests, name="requests"),
    path("requests/search", queue.search, name="search"),
    path("requests/bulk", bulk.bulk, name="bulk"),
    path("requests/bulk/confirm", bulk.confirm, name="bulk-confirm"),
    path("requests/bulk/result", bulk.result, name="bulk-result"),
    path("requests/assign", ticked.assign, name="assign-ticked"),
    path("requests/<uuid:request_id>", match.match, name="request"),
    path("requests/<uuid:request_id>/find", match.find, name="find"),
    path("requests/<uuid:request_id>/claim", assigning.claim, name="claim"),
    path("requests/<uuid:request_id>/release", assigning.release, name="release"),
    path("requests/<uuid:request_id>/evidence", evidence_tab.papers, name="request-evidence"),
    path("requests/<uuid:request_id>/evidence/<uuid:evidence_id>", evidence.evidence, name="evidence"),
    path(
        "requests/<uuid:request_id>/evidence/<uuid:evidence_id>/pictures/<int:number>",
        evidence.picture,
        name="evidence-picture",
    ),
    path(
        "requests/<uuid:request_id>/evidence/<uuid:evidence_id>/original", evidence.original, name="evidence-original"
    ),
    path("requests/<uuid:request_id>/evidence/seen", evidence_tab.take_back_seen, name="take-back-seen"),
    path("requests/<uuid:request_id>/evidence/<uuid:evidence_id>/mark", evidence_tab.mark, name="mark-evidence"),
    path("requests/<uuid:request_id>/history", history.history, name="request-history"),
    path("requests/<uuid:request_id>/notes", notes.notes, name="request-notes"),
    path("requests/<uuid:request_id>/notes/<int:note_id>/strike-out", notes.strike_out, name="strike-out"),
    path("requests/<uuid:request_id>/others", others.others, name="request-others"),
    path("requests/<uuid:request_id>/assign", assigning.assign, name="assign"),
    path("requests/<uuid:request_id>/flag", assigning.flag, name="flag"),
    path("requests/<uuid:request_id>/unflag", assigning.unflag, name="unflag"),
    path("requests/<uuid:request_id>/merge", merging.merge, name="merge"),
    path("requests/<uuid:request_id>/ask", asking.ask, name="ask"),
    path("requests/<uuid:request_id>/check", checking.check, name="check"),
    path("requests/<uuid:request_id>/undo", undoing.undo, name="undo"),
    path("requests/<uuid:request_id>/approve", decisions.approve, name="approve"),
    path("requests/<uuid:request_id>/reject", decisions.reject, name="reject"),
]
