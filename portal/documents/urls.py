"""Where the documents room's pages are."""

from django.urls import URLPattern

app_name = "documents"
urlpatterns: list[URLPattern] = []
