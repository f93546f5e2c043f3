"""Requests of programs are answered apart from those of browsers: what follows in the chain is about sessions."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

from portal.delivery.api.problems import ProblemFound, missing

logger = logging.getLogger(__name__)

PLACE = "/api/"
RETRY_AFTER_SECONDS = 30


def programs_apart(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers what is asked below /api/, errors of every kind included, and lets all else pass."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return _answer(request) if request.path_info.startswith(PLACE) else get_response(request)

    return middleware


def refuse_plain_http(request: HttpRequest) -> None:
    """No redirect: a key that was sent in clear once would be sent so each time, and nobody would notice."""
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        raise ProblemFound(HTTPStatus.FORBIDDEN, "The portal answers over HTTPS only. Use another key from now on.")


def _answer(request: HttpRequest) -> HttpResponse:
    try:
        return _view(request)
    except ProblemFound as problem:
        return problem.answer()
    except (OperationalError, InterfaceError):
        return ProblemFound(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "The portal cannot reach its database. Try again later.",
            Retry_After=str(RETRY_AFTER_SECONDS),
        ).answer()
    except Exception as fault:
        return _incident(request, fault).answer()


def _view(request: HttpRequest) -> HttpResponse:
    try:
        request.get_host()
    except DisallowedHost:
        raise ProblemFound(HTTPStatus.BAD_REQUEST, "The portal does not have this host name.") from None
    refuse_plain_http(request)
    try:
        match = request.resolver_match = resolve(request.path_info)
    except Resolver404:
        raise missing() from None
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _incident(request: HttpRequest, fault: Exception) -> ProblemFound:
    incident = secrets.token_hex(4).upper()
    name = request.resolver_match.view_name if request.resolver_match else "no address"
    logger.error("Incident %s: %s in %s", incident, type(fault).__name__, name, exc_info=fault)
    sentence = f"The portal met a fault of its own, number {incident}. Try again later."
    return ProblemFound(HTTPStatus.INTERNAL_SERVER_ERROR, sentence)
