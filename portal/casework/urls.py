"""Where the casework room's pages are."""

from django.urls import path

from portal.casework.views import decisions, emails, queue, request, ticked

app_name = "casework"
urlpatterns = [
    path("emails", emails.emails, name="emails"),
    path("requests", queue.requests, name="requests"),
    path("requests/search", queue.search, name="search"),
    path("requests/assign", ticked.assign, name="assign-ticked"),
    path("requests/<uuid:request_id>", request.request, name="request"),
    path("requests/<uuid:request_id>/find", request.find, name="find"),
    path("requests/<uuid:request_id>/claim", request.claim, name="claim"),
    path("requests/<uuid:request_id>/release", request.release, name="release"),
    path("requests/<uuid:request_id>/approve", decisions.approve, name="approve"),
    path("requests/<uuid:request_id>/reject", decisions.reject, name="reject"),
]
