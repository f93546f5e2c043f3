"""Where the pages room's pages are."""

from django.urls import path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.start, name="start"),
    path("home", views.home, name="home"),
    path("guide", views.guide, name="guide"),
    path("guide/roles", views.roles, name="roles"),
    path("guide/whole", views.guide_whole, name="guide-whole"),
    path("guide/<slug:slug>", views.guide_part, name="guide-part"),
    path("help", views.help_page, name="help"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("cookies", views.cookies, name="cookies"),
    path("privacy", views.privacy, name="privacy"),
    path("terms", views.terms, name="terms"),
    path("contact", views.contact, name="contact"),
    path("feedback", views.feedback, name="feedback"),
]
