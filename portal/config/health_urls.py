"""Where health is asked for."""

from django.urls import path

from portal.config import health, metrics

app_name = "health"
urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
]
