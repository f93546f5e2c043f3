"""Where the finance team's pages about documents are."""

from django.urls import path

from portal.casework.views import cross_check

urlpatterns = [
    path("people/<uuid:public_id>/cross-check", cross_check.cross_check, name="cross-check"),
]
