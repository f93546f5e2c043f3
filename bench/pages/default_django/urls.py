"""The portal's addresses, so that `{% url %}` finds all of them; two of them lead here."""

from django.urls import include, path

from bench.pages.default_django import views
from portal.config.urls import urlpatterns as of_the_portal
from portal.documents.urls import urlpatterns as of_documents

HERE = {"list": views.documents, "document": views.document}
documents = [path(str(each.pattern), HERE.get(each.name or "", each.callback), name=each.name) for each in of_documents]
urlpatterns = [path("", include((documents, "documents"))), *of_the_portal]
