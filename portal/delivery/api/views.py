"""What programs can ask for."""

import os
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Concatenate, ParamSpec
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from portal.audit.actions import record
from portal.delivery.api.description import description
from portal.delivery.api.entrance import check_still_in_use, key_of
from portal.delivery.api.keys import DELIVERIES
from portal.delivery.api.limits import MOST_DELIVERIES, count
from portal.delivery.api.problems import ProblemFound, as_json, missing
from portal.delivery.api.receiving import received
from portal.delivery.api.status import status_of
from portal.delivery.handing_in.attempts import expect
from portal.delivery.models import ApiKey, Attempt

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponse]


def only(*methods: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Ends requests by other methods with 405, before anything else is asked."""

    def wrap(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            if request.method not in methods:
                allowed = ", ".join(methods)
                raise ProblemFound(HTTPStatus.METHOD_NOT_ALLOWED, f"Ask by {allowed}.", Allow=allowed)
            return view(request, *args, **kwargs)

        return guarded

    return wrap


@only("GET")
def openapi(request: HttpRequest) -> HttpResponse:
    """The API's own description, for everybody."""
    return as_json(description(request.build_absolute_uri("/")))


@only("POST")
def deliveries(request: HttpRequest) -> HttpResponse:
    """Takes in a zip; the worker takes the delivery in it."""
    key = key_of(request, DELIVERIES)
    inbox = _inbox()
    count(f"deliveries of key {key.pk}", MOST_DELIVERIES)
    public_id = uuid4()
    with received(request, inbox, public_id) as (zipped, digest):
        check_still_in_use(key)
        attempt = _put(zipped, inbox, key, public_id, digest)
    headers = {"Location": reverse("api:delivery", args=[public_id])}
    return as_json(status_of(attempt), HTTPStatus.ACCEPTED, headers=headers)


@only("GET")
def delivery(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """How far a delivery is, for the key that handed it in."""
    key = key_of(request, DELIVERIES)
    attempt = Attempt.objects.filter(api_key=key, public_id=attempt_id).first()
    if attempt is None:
        raise missing()
    return as_json(status_of(attempt))


def _inbox() -> Path:
    inbox: Path | None = settings.DELIVERY_INBOX
    if inbox is None:
        raise ProblemFound(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "This portal takes no deliveries over HTTPS: its setting DELIVERY_INBOX names no folder for them.",
        )
    return inbox


def _put(zipped: Path, inbox: Path, key: ApiKey, public_id: UUID, digest: str) -> Attempt:
    """Lets the worker see the zip. Its attempt is there first: who finds the zip finds both."""
    name = f"{public_id}.zip"
    attempt = expect(way=Attempt.Way.API, name=name, api_key=key, public_id=public_id, mark=digest)
    record(actor=None, action="delivery.handed_in", on=attempt, api_key=key.prefix)
    try:
        zipped.rename(inbox / name)
    except OSError:
        attempt.delete()
        raise
    folder = os.open(inbox, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return attempt
