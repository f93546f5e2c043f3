"""Every URL × every kind of visitor × Mary's object and a missing one: one expected answer each.

The table is held against the URL list: a new URL fails until it has its row.
"""

import re
from dataclasses import dataclass
from http import HTTPMethod
from typing import Any, cast

import pytest
from django.db import connection, transaction
from django.urls import reverse

from tests.guards.routes import Route, routes
from tests.guards.test_headers import assert_sealed
from tests.guards.world import VISITORS, World

pytestmark = pytest.mark.django_db

# What GET answers to each visitor; after `|`, for an object that does not exist, where the URL names one.
#                    nobody mary peter former viewer reviewer senior admin
PUBLIC = "               200  200   200    200    200      200    200   200"
SIGNED_IN = "            302  200   200    200    200      200    200   200"
CITIZENS = "             302  200   200    200    302      302    302   302"
STAFF = "                302  404   404    404    200      200    200   200"
REVIEWERS = "            302  404   404    404    404      200    200   200"
SENIORS = "              302  404   404    404    404      404    200   200"
ONLY_BY_POST = "         405  405   405    405    405      405    405   405"
SIGNED_IN_BY_POST = "    302  405   405    405    405      405    405   405"
ONLY_BEFORE_SIGN_IN = "  200  302   302    302    302      302    302   302"
REDIRECT = "             302  302   302    302    302      302    302   302"
NOWHERE = "              404  404   404    404    404      404    404   404"
NEEDS_A_KEY = "          401  401   401    401    401      401    401   401"
ADMINS = "               302  404   404    404    404      404    404   200"
GONE = "                 410  410   410    410    410      410    410   410"
MISSING = "              302  404   404    404    404      404    404   404"
MARYS = f"               302  200   404    404    404      404    404   404 | {MISSING}"
MARYS_DOCUMENT = f"      302  200   404    403    404      404    404   404 | {MISSING}"

TABLE = {
    "design:brand": PUBLIC,
    "pages:start": PUBLIC,
    "pages:home": CITIZENS,
    "pages:guide": PUBLIC,
    "pages:roles": PUBLIC,
    "pages:guide-whole": PUBLIC,
    "pages:guide-part": PUBLIC + "|" + NOWHERE,
    "pages:help": PUBLIC,
    "pages:accessibility": PUBLIC,
    "pages:cookies": PUBLIC,
    "pages:privacy": PUBLIC,
    "pages:terms": PUBLIC,
    "pages:contact": PUBLIC,
    "pages:feedback": PUBLIC,
    # Registering goes step by step; whoever is signed in has done it.
    "accounts:register": ONLY_BEFORE_SIGN_IN,
    "accounts:register-address": REDIRECT,
    "accounts:register-address-manual": REDIRECT,
    "accounts:register-address-abroad": REDIRECT,
    "accounts:register-login": REDIRECT,
    "accounts:register-email-check": REDIRECT,
    "accounts:register-code": REDIRECT,
    "accounts:register-email": REDIRECT,
    "accounts:register-done": SIGNED_IN,
    "accounts:sign-in": ONLY_BEFORE_SIGN_IN,
    "accounts:staff-sign-in": ONLY_BEFORE_SIGN_IN,
    "accounts:sign-out": ONLY_BY_POST,
    "accounts:signed-out": ONLY_BEFORE_SIGN_IN,
    "accounts:stay-signed-in": SIGNED_IN_BY_POST,
    "accounts:forgot-password": PUBLIC,
    "accounts:forgot-password-sent": PUBLIC,
    "accounts:reset-password": GONE + "|" + GONE,
    "accounts:details": SIGNED_IN,
    "accounts:emails": SIGNED_IN,
    # Nobody in this world has a draft: each question leads to the start.
    "access:start": SIGNED_IN,
    "access:delete-draft": REDIRECT,
    "access:notice": REDIRECT,
    "access:notice-refused": SIGNED_IN,
    "access:who": REDIRECT,
    "access:me": REDIRECT,
    "access:under-age": SIGNED_IN,
    "access:role": REDIRECT,
    "access:no-role": SIGNED_IN,
    "access:evidence": REDIRECT,
    "access:evidence-file": REDIRECT,
    "access:evidence-files": REDIRECT,
    "access:evidence-remove": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "access:evidence-code": REDIRECT,
    "access:evidence-consent": REDIRECT,
    "access:evidence-form": SIGNED_IN,
    "access:your-name": REDIRECT,
    "access:your-address": REDIRECT,
    "access:your-address-postcode": REDIRECT,
    "access:your-address-choose": REDIRECT,
    "access:your-address-manual": REDIRECT,
    "access:your-address-abroad": REDIRECT,
    "access:person-name": REDIRECT,
    "access:person-dob": REDIRECT,
    "access:person-address": REDIRECT,
    "access:person-address-choose": REDIRECT,
    "access:person-address-manual": REDIRECT,
    "access:person-address-abroad": REDIRECT,
    "access:contact": REDIRECT,
    "access:check": "        302  200   302    302    302      302    302   302",
    "access:sent": MARYS,
    "access:receipt": MARYS,
    "access:requests": SIGNED_IN,
    "access:request": MARYS,
    "access:add-evidence": MARYS,
    "access:withdraw": MARYS,
    # Nothing was asked: to the request's own page.
    "access:answer": f"302  302   404    404    404      404    404   404 | {MISSING}",
    "access:send-again": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:documents": REVIEWERS,
    "casework:documents-search": SIGNED_IN_BY_POST,
    "casework:document": REVIEWERS + "|" + MISSING,
    "casework:messages": STAFF,
    "casework:message": STAFF + "|" + MISSING,
    "casework:message-assign": REVIEWERS + "|" + MISSING,
    "casework:message-answer": REVIEWERS + "|" + MISSING,
    "casework:message-close": REVIEWERS + "|" + MISSING,
    "documents:ask": MARYS_DOCUMENT,
    "documents:ask-about-payments": MARYS_DOCUMENT,
    "documents:messages": SIGNED_IN,
    "documents:message": MARYS,
    "documents:list": MARYS_DOCUMENT,
    "documents:payments": MARYS_DOCUMENT,
    "documents:payments-spreadsheet": MARYS_DOCUMENT,
    "documents:document": MARYS_DOCUMENT,
    "documents:file": MARYS_DOCUMENT,
    "documents:explained": MARYS_DOCUMENT,
    "documents:spreadsheet": MARYS_DOCUMENT,
    "documents:list-spreadsheet": MARYS_DOCUMENT,
    "documents:zip": MARYS_DOCUMENT,
    "documents:prepared-zip": MARYS,
    "documents:payment-help": MARYS_DOCUMENT,
    "documents:who-can-see": SIGNED_IN,
    "documents:objecting": MARYS,
    "documents:giving-back": MARYS,
    "casework:emails": STAFF,
    "casework:email-address": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:email-retry": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:accounts": REVIEWERS,
    "casework:accounts-search": SIGNED_IN_BY_POST,
    "casework:account": REVIEWERS + "|" + MISSING,
    "casework:account-requests": REVIEWERS + "|" + MISSING,
    "casework:account-sign-ins": REVIEWERS + "|" + MISSING,
    "casework:account-emails": REVIEWERS + "|" + MISSING,
    "casework:account-notes": REVIEWERS + "|" + MISSING,
    "casework:account-documents": REVIEWERS + "|" + MISSING,
    "casework:strike-out-account-note": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:correct-details": REVIEWERS + "|" + MISSING,
    "casework:close-account": SENIORS + "|" + MISSING,
    "casework:reopen": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:unlock": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:sign-out-everywhere": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:send-code": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:end-access": SENIORS + "|" + MISSING,
    "casework:cross-check": REVIEWERS + "|" + MISSING,
    "casework:lines": STAFF,
    "casework:line": SENIORS + "|" + MISSING,
    "casework:line-new": SENIORS,
    "casework:person": REVIEWERS + "|" + MISSING,
    "casework:changes": REVIEWERS,
    "casework:requests": STAFF,
    # Nothing is ticked: back to the queue.
    "casework:reports": STAFF,
    "casework:report": STAFF + "|" + STAFF,
    "casework:assign-ticked": "302  404   404    404    404      302    302   302",
    "casework:bulk": "         302  404   404    404    404      404    302   302",
    "casework:bulk-confirm": " 302  404   404    404    404      404    302   302",
    "casework:bulk-result": "  302  404   404    404    404      404    302   302",
    "casework:search": SIGNED_IN_BY_POST,
    "casework:request": STAFF + "|" + MISSING,
    "casework:request-evidence": STAFF + "|" + MISSING,
    "casework:evidence": STAFF + "|" + MISSING,
    "casework:evidence-picture": STAFF + "|" + MISSING,
    "casework:evidence-original": STAFF + "|" + MISSING,
    "casework:mark-evidence": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:take-back-seen": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:merge": REVIEWERS + "|" + MISSING,
    "casework:request-history": STAFF + "|" + MISSING,
    "casework:request-notes": STAFF + "|" + MISSING,
    "casework:request-others": STAFF + "|" + MISSING,
    "casework:strike-out": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:assign": REVIEWERS + "|" + MISSING,
    "casework:flag": REVIEWERS + "|" + MISSING,
    "casework:unflag": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:find": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:claim": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "casework:release": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    # Nobody has been chosen yet whose documents it is about: back to the request.
    "casework:approve": "    302  404   404    404    404      302    302   302 |" + MISSING,
    "casework:reject": REVIEWERS + "|" + MISSING,
    "casework:ask": REVIEWERS + "|" + MISSING,
    # No approval waits for a second check.
    "casework:check": f"302  404   404    404    404      404    409   409 | {MISSING}",
    "casework:undo": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "api:openapi": PUBLIC,
    "api:deliveries": ONLY_BY_POST,
    "api:delivery": NEEDS_A_KEY + "|" + NEEDS_A_KEY,
    "delivery:imports": STAFF,
    "delivery:import": STAFF + "|" + MISSING,
    "delivery:rejected-rows": STAFF + "|" + MISSING,
    "delivery:confirm": SENIORS + "|" + MISSING,
    "delivery:throw-away": SENIORS + "|" + MISSING,
    "delivery:check-again": SIGNED_IN_BY_POST + "|" + SIGNED_IN_BY_POST,
    "delivery:take-again": SENIORS + "|" + MISSING,
    "delivery:api-keys": ADMINS,
    "delivery:revoke-key": ADMINS + "|" + MISSING,
    "emails:demo-mailbox": PUBLIC,
    "emails:demo-mail": NOWHERE + "|" + NOWHERE,
    "health:alive": PUBLIC,
    "health:ready": PUBLIC,
    # For a key alone.
    "health:metrics": "      401  401   401    401    401      401    401   401",
}


@dataclass(frozen=True, slots=True)
class Visits:
    """What GET of a route answers to each visitor, for Mary's object and for a missing one, and what that wrote."""

    marys: dict[str, Any]
    missing: dict[str, Any]
    written: dict[str, int]


@pytest.fixture(scope="module", params=routes(), ids=lambda route: route.name)
def route(request: pytest.FixtureRequest) -> Route:
    """Each URL; the tests of one follow each other."""
    return cast("Route", request.param)


@pytest.fixture(scope="module")
def visits(route: Route, world: World) -> Visits:
    """Everybody goes there once for all tests; what that changes is rolled back."""
    with transaction.atomic():
        before = written()
        marys = {visitor: world.client(visitor).get(world.marys.url(route)) for visitor in VISITORS}
        after = written()
        missing = {visitor: world.client(visitor).get(world.missing.url(route)) for visitor in VISITORS}
        transaction.set_rollback(True)
    return Visits(marys, missing, {table: after[table] - before[table] for table in after})


def test_every_url_answers_each_visitor_as_expected(route: Route, visits: Visits) -> None:
    assert route.name in TABLE, f"{route.name} is a new URL: give it a row"
    for found, expected in zip((visits.marys, visits.missing), TABLE[route.name].split("|"), strict=False):
        statuses = [found[visitor].status_code for visitor in VISITORS]
        assert statuses == [int(status) for status in expected.split()], (route.name, VISITORS)


def test_the_table_has_no_row_too_many() -> None:
    assert set(TABLE) == {route.name for route in routes()}


def test_somebody_elses_object_looks_exactly_like_a_missing_one(route: Route, visits: Visits) -> None:
    if route.parameters and route.name != "pages:guide-part":
        others, missing = visits.marys["peter"], visits.missing["peter"]
        assert (others.status_code, seen(others)) == (missing.status_code, seen(missing))


def seen(response: Any) -> str:
    """The page without the token of its forms, which is another one each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_nobody_is_sent_to_sign_in_and_to_no_other_place(route: Route, visits: Visits) -> None:
    if TABLE[route.name].startswith("302") and route.name.partition(":")[0] not in ("accounts",):
        assert visits.marys["nobody"].headers["Location"].startswith(reverse("accounts:sign-in"))


def test_every_page_is_sealed_and_kept_by_nobody(route: Route, visits: Visits) -> None:
    for response in (*visits.marys.values(), *visits.missing.values()):
        assert_sealed(response, route)


def test_other_methods_are_refused(route: Route, world: World) -> None:
    for method in (HTTPMethod.PUT, HTTPMethod.PATCH, HTTPMethod.DELETE):
        for visitor in ("mary", "admin"):
            answer = world.client(visitor).generic(method, world.marys.url(route))
            assert answer.status_code in (404, 405), (visitor, method)


# A read is audited, and a document that has been opened is no longer new. Sessions only learn when they were last used.
MAY_GROW_ON_GET = {"audit_entry", "audit_link", "audit_head", "documents_opening", "django_session"}


def test_getting_a_page_changes_nothing(visits: Visits) -> None:
    assert {table for table, rows in visits.written.items() if rows} <= MAY_GROW_ON_GET


def written() -> dict[str, int]:
    """How many rows of each table this transaction has added, changed or deleted so far, as PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())
