"""Where the style of the council is."""

from django.urls import path

from portal.design import views

app_name = "design"
urlpatterns = [path("brand.css", views.brand, name="brand")]
