"""Security codes: eight digits that prove somebody reads the e-mail of an address. The rules are those of promises.md.

All of this happens inside the caller's transaction.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.accounts.actions.locking import one_at_a_time
from portal.accounts.models import SecurityCode

DIGITS = 8
LIFE = timedelta(minutes=5)
MOST_TRIES = 5
LIMITS = ((timedelta(hours=1), 5), (timedelta(hours=24), 10))  # codes sent to an address
MOST_SENT = max(most for _, most in LIMITS)


class TooManyCodes(Exception):
    """No further code can be sent to this address before `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__("too many codes")
        self.again_at = again_at


class Refusal(StrEnum):
    """Why a code was not taken."""

    WRONG = "wrong"
    EXPIRED = "expired"
    TRIED_TOO_OFTEN = "tried_too_often"


def make_code(email: str) -> tuple[str, datetime]:
    """A new code for the address, and when it runs out; it ends the older ones. Raises TooManyCodes."""
    one_at_a_time("codes", email)
    now = timezone.now()
    if again_at := next_code_at(email):
        raise TooManyCodes(again_at)
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    SecurityCode.objects.filter(email=email, used_at=None, ended_at=None).update(ended_at=now)
    SecurityCode.objects.create(email=email, keyed_hash=keyed_hash(email, digits), sent_at=now, expires_at=now + LIFE)
    return digits, now + LIFE


def spend_code(email: str, typed: str) -> Refusal | None:
    """Uses up the newest code of the address if it is the one typed; else counts the try and says why not.

    Returns the refusal instead of raising it: the count has to be committed.
    """
    one_at_a_time("codes", email)
    code = newest_code(email)
    if code is None or code.used_at:
        return Refusal.WRONG
    if code.wrong_tries >= MOST_TRIES:
        return Refusal.TRIED_TOO_OFTEN
    if timezone.now() >= code.expires_at:
        return Refusal.EXPIRED
    if constant_time_compare(bytes(code.keyed_hash), keyed_hash(email, typed)):
        code.used_at = timezone.now()
        code.save(update_fields=["used_at"])
        return None
    code.wrong_tries += 1
    code.save(update_fields=["wrong_tries"])
    return Refusal.TRIED_TOO_OFTEN if code.wrong_tries >= MOST_TRIES else Refusal.WRONG


def newest_code(email: str) -> SecurityCode | None:
    """The last code sent to the address; the older ones have ended."""
    return SecurityCode.objects.filter(email=email, ended_at=None).order_by("-sent_at", "-pk").first()


def keyed_hash(email: str, digits: str) -> bytes:
    """What is kept of a code: worthless without SECRET_KEY, and for any other address."""
    return salted_hmac("portal.accounts.codes", f"{email}:{digits}", algorithm="sha256").digest()


def next_code_at(email: str) -> datetime | None:
    """When the limits allow the next code for this address; None: now."""
    sent = list(
        SecurityCode.objects.filter(email=email).order_by("-sent_at").values_list("sent_at", flat=True)[:MOST_SENT]
    )
    waits = [sent[most - 1] + window for window, most in LIMITS if len(sent) >= most]
    return max((again_at for again_at in waits if again_at > timezone.now()), default=None)
