"""Every URL of the portal, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("portal.design.urls")),
    path("", include("portal.pages.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.access.urls")),
    path("", include("portal.documents.urls")),
    path("staff/", include("portal.casework.urls")),
    path("staff/", include("portal.delivery.urls")),
    path("api/v1/", include("portal.delivery.api.urls")),
    path("", include("portal.emails.urls")),
    path("", include("portal.config.health_urls")),
]

handler400 = "portal.pages.errors.bad_request"
handler403 = "portal.pages.errors.not_found"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"
