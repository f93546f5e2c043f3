"""Where the access room's pages are."""

from django.urls import path

from portal.access import views

app_name = "access"
urlpatterns = [
    path("requests/<uuid:request_id>", views.request, name="request"),
]
