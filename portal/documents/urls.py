"""Where the documents room's pages are."""

from django.urls import path

from portal.documents import views

app_name = "documents"
urlpatterns = [
    path("people/<uuid:public_id>/documents", views.documents, name="list"),
    path("documents/<uuid:public_id>", views.document, name="document"),
    path("documents/<uuid:public_id>/file", views.file, name="file"),
]
