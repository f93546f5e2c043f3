"""Where the finance team's pages about documents are."""

from django.urls import path

from portal.casework.views import cross_check, documents, lines

urlpatterns = [
    path("documents", documents.documents, name="documents"),
    path("documents/search", documents.search, name="documents-search"),
    path("documents/<uuid:public_id>", documents.document, name="document"),
    path("lines", lines.lines, name="lines"),
    path("lines/new", lines.new_line, name="line-new"),
    path("lines/<int:explanation_id>", lines.line, name="line"),
    path("people/<uuid:public_id>/cross-check", cross_check.cross_check, name="cross-check"),
]
