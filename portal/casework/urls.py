"""Where the casework room's pages are."""

from django.urls import URLPattern

app_name = "casework"
urlpatterns: list[URLPattern] = []
