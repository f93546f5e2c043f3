"""E-mail addresses with a slip of the finger in the domain, such as "hotmial.com"."""

WELL_KNOWN = (
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.co.uk",
    "outlook.com",
    "live.co.uk",
    "live.com",
    "msn.com",
    "yahoo.com",
    "yahoo.co.uk",
    "ymail.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "aol.co.uk",
    "btinternet.com",
    "sky.com",
    "talktalk.net",
    "virginmedia.com",
    "ntlworld.com",
    "blueyonder.co.uk",
    "tiscali.co.uk",
    "mail.com",
    "gmx.com",
    "gmx.co.uk",
    "protonmail.com",
    "proton.me",
)
SHORTEST = 8  # letters: "me.com" and "mac.com" are one slip apart, and both are right


def suggestion(email: str) -> str | None:
    """The address as it was probably meant; None if nothing looks wrong with it."""
    local, _, domain = email.rpartition("@")
    domain = domain.lower()
    if domain in WELL_KNOWN or len(domain) < SHORTEST:
        return None
    meant = next((known for known in WELL_KNOWN if len(known) >= SHORTEST and _one_slip(domain, known)), None)
    return f"{local}@{meant}" if meant else None


def _one_slip(typed: str, meant: str) -> bool:
    """One letter missing, too many, wrong, or two neighbours swapped."""
    start = next((place for place, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if start is None:
        return abs(len(typed) - len(meant)) == 1
    rest, wanted = typed[start:], meant[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == wanted or rest == wanted[1:] or rest[1:] == wanted[1:] or swapped == wanted
