"""Where the API is."""

from django.urls import path

from portal.delivery.api import views

app_name = "api"
urlpatterns = [
    path("openapi.json", views.openapi, name="openapi"),
    path("deliveries", views.deliveries, name="deliveries"),
    path("deliveries/<uuid:attempt_id>", views.delivery, name="delivery"),
]
