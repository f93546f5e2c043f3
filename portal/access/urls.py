"""Where the access room's pages are."""

from django.urls import URLPattern

app_name = "access"
urlpatterns: list[URLPattern] = []
