"""The same two pages with hardly anything in between: psycopg, Jinja2, and a WSGI function.

No ORM, no middleware, no forms: SQL by hand, rows as they come, the portal's templates and its sentences. What a page
owes is the same: the session is checked, the account read, the access asked for, the entry in the trail written.
"""

import threading
import time
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

import django
import msgspec
import psycopg
from psycopg.rows import namedtuple_row
from psycopg.types.json import Jsonb, set_json_loads

django.setup()

from django.conf import settings  # noqa: E402 - the portal's sentences ask the settings who the council is
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.serializers import JSONSerializer  # noqa: E402
from django.core import signing  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.middleware.csrf import (  # type: ignore[attr-defined]  # noqa: E402 - the stubs leave one out
    _get_new_csrf_string,
    _mask_cipher_secret,
)
from django.template.loader import get_template  # noqa: E402
from django.utils.crypto import constant_time_compare, salted_hmac  # noqa: E402
from django.utils.safestring import mark_safe  # noqa: E402

from bench.pages import bare_sql as sql  # noqa: E402
from portal.config import frame  # noqa: E402
from portal.config.middleware import CONTENT_SECURITY_POLICY  # noqa: E402
from portal.council.identity import council  # noqa: E402
from portal.design.frame import Frame, TimeLimit  # noqa: E402
from portal.documents.beside import Beside, stood_on  # noqa: E402
from portal.documents.entrance import Shown  # noqa: E402
from portal.documents.forms import Choices  # noqa: E402
from portal.documents.listing import Listing, There  # noqa: E402
from portal.documents.paging import Page  # noqa: E402
from portal.documents.presenters.list_page import list_page  # noqa: E402
from portal.documents.presenters.pages import document_page  # noqa: E402

set_json_loads(msgspec.json.decode)
HEADERS: Final = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cache-Control", "no-store"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
    ("Vary", "Cookie"),
]
OF_THE_THREAD: Final = threading.local()
TEMPLATES: Final[list[Any]] = [get_template(f"documents/{name}.html") for name in ("list", "document")]
LIST, DOCUMENT = (each.template for each in TEMPLATES)
FRAME: Final = Frame(
    service_name=frame.SERVICE,
    service_href="/home",
    organisation=council().name,
    organisation_href=council().website,
    help=frame.help_with_this_page(),
    navigation=list(frame.links(frame.CITIZEN_PLACES, "/documents/")),
    footer=list(frame.links(frame.FOOTER_PLACES, "/documents/")),
    sign_out_href="/sign-out",
    time_limit=TimeLimit(council().sessions.citizen_idle_minutes, "/stay-signed-in", "/signed-out?reason=no-activity"),
)
Start = Callable[[str, list[tuple[str, str]]], object]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answers for the two pages."""
    account = _signed_in(environ.get("HTTP_COOKIE", ""))
    if account is None:
        start_response("403 Forbidden", [("Content-Length", "0")])
        return [b""]
    parts = environ["PATH_INFO"].split("/")
    secret = _get_new_csrf_string()
    token = mark_safe(f'<input type="hidden" name="csrfmiddlewaretoken" value="{_mask_cipher_secret(secret)}">')
    context = {"frame": FRAME, "csrf_input": token}
    address = environ.get("HTTP_X_FORWARDED_FOR") or environ["REMOTE_ADDR"]
    if parts[1] == "people":
        body = LIST.render(context | _list(account, UUID(parts[2]), address)).encode()
    else:
        body = DOCUMENT.render(context | _document(account, UUID(parts[2]), address)).encode()
    cookie = f"{settings.CSRF_COOKIE_NAME}={secret}; Secure; HttpOnly; Max-Age=31449600; Path=/; SameSite=Lax"
    start_response("200 OK", [*HEADERS, ("Content-Length", str(len(body))), ("Set-Cookie", cookie)])
    return [body]


def _rows(statement: str, **values: Any) -> list[Any]:
    """Of a connection that stays open, one for each thread."""
    if not hasattr(OF_THE_THREAD, "connection"):
        address = settings.ENVIRONMENT.database_url or ""
        OF_THE_THREAD.connection = psycopg.connect(
            address, autocommit=True, prepare_threshold=0, row_factory=namedtuple_row
        )
    cursor = OF_THE_THREAD.connection.execute(statement, values)
    return cursor.fetchall() if cursor.description else []


def _signed_in(cookies: str) -> Any:
    """The account of the session; None unless it is right, still lasts, and its holder may sign in."""
    key = next(
        (part.partition("=")[2] for part in cookies.split("; ") if part.startswith(f"{settings.SESSION_COOKIE_NAME}=")),
        "",
    )
    found = _rows(sql.SESSION, key=key)
    if not found:
        return None
    session = signing.loads(
        found[0].session_data, salt="django.contrib.sessions.SessionStore", serializer=JSONSerializer
    )
    account = _rows(sql.ACCOUNT, account=int(session[SESSION_KEY]))[0]
    mark = salted_hmac(
        "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash", account.password, algorithm="sha256"
    ).hexdigest()
    limits, now = council().sessions, time.time()
    lasts = now - session["seen_at"] < 60 * limits.citizen_idle_minutes
    lasts = lasts and now - session["signed_in_at"] < 3600 * limits.longest_hours
    right = constant_time_compare(session[HASH_SESSION_KEY], mark) and account.session_round == 0
    return account if right and lasts and account.is_active else None


def _list(account: Any, public_id: UUID, address: str) -> dict[str, Any]:
    grants = _rows(sql.PEOPLE, account=account.id)
    people = [Shown(_person(one), own=one.role == "") for one in grants]
    people.sort(key=lambda one: (not one.own, one.person.name, one.person.pk))
    shown = next(one for one in people if one.person.public_id == public_id)
    kinds = [kind for one in grants if one.pk == shown.person.pk for kind in one.kinds]
    asked = {"account": account.id, "person": shown.person.pk, "kinds": kinds}
    found = _rows(sql.THERE, **asked)[0]
    there = There(found.count, found.gone, found.first, found.last, found.kinds)
    page: Any = Page(_rows(sql.PAGE, **asked), there.count, 0)
    told = {"action": "documents.listed", "kind": "person", "pk": str(shown.person.pk), "person": shown.person.pk}
    _rows(sql.ENTRY, account=account.id, address=address, details=Jsonb({"shown": len(page.rows)}), **told)
    return list_page(shown, people, Listing(there, None, Choices(), None, page), QueryDict())


def _document(account: Any, public_id: UUID, address: str) -> dict[str, Any]:
    row = _rows(sql.DOCUMENT, account=account.id, public_id=public_id)[0]
    person = SimpleNamespace(
        name=f"{row.first_name} {row.last_name}", first_name=row.first_name, public_id=row.person_public_id
    )
    found: Any = SimpleNamespace(**row._asdict(), person=person)
    if found.is_new:
        _rows(sql.OPENED, account=account.id, document=found.pk)
    told = {"action": "documents.opened", "kind": "document", "pk": str(found.pk), "person": found.person_id}
    _rows(sql.ENTRY, account=account.id, address=address, details=Jsonb({"first": found.is_new}), **told)
    around = _rows(sql.AROUND, person=found.person_id, kind=found.kind, issued_on=found.issued_on)
    before = [one for one in around if stood_on(one) < stood_on(found) and one.body["cycle"] == found.body["cycle"]]
    return {"page": document_page(found, own=found.is_own, beside=Beside(tuple(before))), "form": None, "what_if": ""}


def _person(row: Any) -> Any:
    return SimpleNamespace(pk=row.pk, public_id=row.public_id, name=f"{row.first_name} {row.last_name}")
