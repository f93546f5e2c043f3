"""The portal's addresses, and two more that break."""

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.config import urls


@login_not_required
def breaks(request: HttpRequest, token: str) -> HttpResponse:
    raise ValueError("Mary Bloggs, born 27 March 1948")


@login_not_required
def loses_the_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the connection was closed")


@login_not_required
def takes_anything(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(sorted(request.POST.keys())))


urlpatterns = [
    path("breaks/<str:token>", breaks, name="breaks"),
    path("loses", loses_the_database, name="loses"),
    path("form", takes_anything, name="form"),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
