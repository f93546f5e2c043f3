"""How passwords are kept and which are accepted: the guide's rule, and what everybody else would try first."""

import unicodedata
from collections.abc import Iterator

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError

from portal.accounts.common_passwords import is_common, plain
from portal.accounts.models import Details
from portal.council.identity import council
from portal.design.text import composed

SHORTEST = 12
LONGEST = 128
SHORTEST_PART = 4  # "Li" or "Jo" stand in too many words to forbid them
# Words of a council's name that say nothing about which council it is.
KINDS_OF_COUNCIL = {"county", "council", "city", "borough", "district", "metropolitan", "london", "royal", "unitary"}

RULES = [
    f"at least {SHORTEST} characters",
    "lower and upper case letters",
    "a number",
    "a special character, such as ! or &",
]


class Argon2id(Argon2PasswordHasher):
    """OWASP's parameters: 19 MiB, two passes, one lane; about 30 ms.

    The same letters typed on two keyboards may be different code points, so NFC comes first.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return super().encode(composed(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        return super().verify(composed(password), encoded)


class GuideRule:
    """Django's interface to the rule. Raises one ValidationError with a sentence for each thing that is missing."""

    def validate(self, password: str, user: Details | None = None) -> None:
        if problems := list(problems_of(password, whose=user)):
            raise ValidationError(problems)

    def get_help_text(self) -> str:
        return "Your password must have " + ", ".join(RULES) + "."


def problems_of(password: str, *, whose: Details | None = None, email: str = "") -> Iterator[str]:
    """A sentence for each rule the password breaks; none if it is accepted.

    `whose` gives the name (and the address, if it has one) it must not contain; `email` an address not saved yet.
    """
    password = composed(password)
    if len(password) > LONGEST:
        # The other rules take their time, and a password may be as long as a request.
        yield f"Your password must be {LONGEST} characters or fewer"
        return
    yield from _missing(password)
    if is_common(password):
        yield "This password is too common. Choose one that is harder to guess"
    if _contains(password, _personal(whose, email or getattr(whose, "email", ""))):
        yield "Your password must not contain your name or email address"
    if _contains(password, _parts(council().name) - KINDS_OF_COUNCIL):
        yield "Your password must not contain the council’s name"


def _missing(password: str) -> Iterator[str]:
    if len(password) < SHORTEST:
        yield f"Your password needs at least {SHORTEST} characters"
    if not any(letter.islower() for letter in password):
        yield "Your password needs a lower case letter"
    if not any(letter.isupper() for letter in password):
        yield "Your password needs a capital letter"
    if not any(letter.isdigit() for letter in password):
        yield "Your password needs a number"
    if not any(_is_special(letter) for letter in password):
        yield "Your password needs a special character, such as ! or &"


def _is_special(letter: str) -> bool:
    """Neither letter nor number; an accent typed on its own belongs to its letter."""
    return not letter.isalnum() and not unicodedata.category(letter).startswith(("M", "C"))


def _personal(whose: Details | None, email: str) -> set[str]:
    local = email.partition("@")[0]
    parts = _parts(local)
    if whose:
        first, last = plain(whose.first_name), plain(whose.last_name)
        parts |= _parts(f"{whose.first_name} {whose.last_name} {whose.known_as}")
        parts |= {whole for whole in (first + last, last + first) if len(whole) >= SHORTEST_PART}
    return parts


def _parts(text: str) -> set[str]:
    """The words of a text as they are looked for in a password, and the text without its gaps."""
    words = "".join(letter if letter.isalpha() else " " for letter in unicodedata.normalize("NFC", text)).split()
    return {part for part in (plain(word) for word in words) if len(part) >= SHORTEST_PART}


def _contains(password: str, parts: set[str]) -> bool:
    # Both as typed and with the swaps undone: "M4ry" hides a name as little as "Mary" does.
    readings = {plain(password, undo_swaps=False), plain(password)}
    return any(part in reading for part in parts for reading in readings)
