"""The keys of the API: made for one sending system, shown once, kept as a hash, revoked when nobody needs them."""

import re
import secrets
import string
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.delivery.models import ApiKey

DELIVERIES = "deliveries"
METRICS = "metrics"  # config/metrics.py
USE_NOTED_EVERY = timedelta(minutes=1)
# cfp_ and eight letters tell keys apart; the 64 digits after them are the 256 random bits.
_KEY = re.compile(r"(cfp_[a-z0-9]{8})_[0-9a-f]{64}", re.ASCII)
_NOBODYS = "cfp_NOBODYS0"
_NO_HASH = bytes(32)


class NameInUse(Exception):
    """There is a key of this name that is not revoked."""


@transaction.atomic
def create_api_key(*, officer: Account | None, name: str, scope: str = DELIVERIES) -> tuple[ApiKey, str]:
    """The new key's row, and the key itself, which is kept nowhere. None: the IT team, by command. Raises NameInUse."""
    prefix = "cfp_" + get_random_string(8, string.ascii_lowercase + string.digits)
    text = f"{prefix}_{secrets.token_hex(32)}"
    kept = ApiKey(name=name, prefix=prefix, key_hash=_hash(text), scopes=[scope], created_by=officer)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise NameInUse from None
    record(actor=officer, action="delivery.api_key_created", on=kept, prefix=prefix, scopes=kept.scopes)
    return kept, text


@transaction.atomic
def revoke_api_key(*, officer: Account | None, key_id: int) -> ApiKey:
    """Ends a key at once; a second time changes nothing. Raises ApiKey.DoesNotExist."""
    key = ApiKey.objects.select_for_update().get(pk=key_id)
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = timezone.now(), officer
        key.save(update_fields=["revoked_at", "revoked_by"])
        record(actor=officer, action="delivery.api_key_revoked", on=key, prefix=key.prefix)
    return key


def live_key(given: str) -> ApiKey | None:
    """The key somebody shows; None: it is unknown, revoked, or no key at all, which all take the same work."""
    match = _KEY.fullmatch(given)
    kept = ApiKey.objects.filter(prefix=match[1] if match else _NOBODYS).first()
    right = constant_time_compare(bytes(kept.key_hash) if kept else _NO_HASH, _hash(given))
    return kept if kept and right and kept.revoked_at is None else None


def note_use(key: ApiKey) -> None:
    """When it was last used, to the minute."""
    now = timezone.now()
    old = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
    ApiKey.objects.filter(old, pk=key.pk).update(last_used_at=now)


def _hash(text: str) -> bytes:
    """No salt and no slow hash: nobody guesses 256 random bits."""
    return sha256(text.encode(errors="surrogatepass")).digest()
