"""Who may come in: a key that lives and has the scope. All wrong keys get the same answer after the same work."""

from http import HTTPStatus

from django.http import HttpRequest

from portal.audit.actions import record
from portal.audit.origin import client_address
from portal.delivery.api.keys import live_key, note_use
from portal.delivery.api.limits import MOST_REQUESTS, MOST_WRONG_KEYS, count
from portal.delivery.api.problems import ProblemFound
from portal.delivery.models import ApiKey


def key_of(request: HttpRequest, scope: str) -> ApiKey:
    """The key the request shows. Ends the request with 401, 403 or 429 if it may not come in."""
    header = request.headers.get("Authorization", "")
    if not header:
        raise _unknown()
    way, _, given = header.partition(" ")
    key = live_key(given.strip() if way.lower() == "bearer" else "")
    if key is None:
        count(f"wrong keys from {client_address(request)}", MOST_WRONG_KEYS)
        record(actor=None, actor_role="nobody", action="delivery.api_key_refused")
        raise _unknown()
    count(f"requests of key {key.pk}", MOST_REQUESTS)
    note_use(key)
    if scope not in key.scopes:
        raise ProblemFound(HTTPStatus.FORBIDDEN, "This key may not do that.")
    return key


def check_still_in_use(key: ApiKey) -> None:
    """Ends the request with 401 if the key was revoked since it came in: a zip may take an hour."""
    if not ApiKey.objects.filter(pk=key.pk, revoked_at=None).exists():
        raise _unknown()


def _unknown() -> ProblemFound:
    return ProblemFound(
        HTTPStatus.UNAUTHORIZED,
        "Send a key that is in use, as “Authorization: Bearer cfp_…”.",
        WWW_Authenticate='Bearer realm="deliveries"',
    )
