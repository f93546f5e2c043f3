"""What the public pages say about the council's settings and the portal's own."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal.council.identity import Role, council
from portal.design.formats import time_of_day

LAW_OF = {"England": "England and Wales", "Wales": "England and Wales"}


def closing_time() -> str:
    """When the finance team's day ends, e.g. "5pm"."""
    moment = datetime.combine(date(2026, 1, 1), council().working_time.closes)
    return time_of_day(timezone.make_aware(moment))


def law_of() -> str:
    """The part of the UK whose law applies to the council's terms."""
    nation = council().working_time.nation
    return LAW_OF.get(nation, nation)


def cookie_rows() -> list[tuple[str, str, str]]:
    """Every cookie of the portal: name, purpose, life. The names depend on whether it runs over https."""
    session_ends = (
        "When you sign out or close your browser. "
        f"At the latest, {council().sessions.longest_hours} hours after you sign in, "
        f"or {_life(settings.SESSION_COOKIE_AGE)} after your last answer while you register"
    )
    return [
        (settings.SESSION_COOKIE_NAME, "Knows that you are signed in, or which answers are yours", session_ends),
        (
            settings.CSRF_COOKIE_NAME,
            "Makes sure that what we receive was sent from our own pages",
            f"After {_life(settings.CSRF_COOKIE_AGE)}",
        ),
    ]


def _life(seconds: int) -> str:
    life = timedelta(seconds=seconds)
    return f"{life.days // 7} weeks" if life.days >= 7 else f"{life // timedelta(hours=1)} hours"


def role_sections() -> list[dict[str, object]]:
    """The roles somebody may ask for access in, in the council's order (P3)."""
    return [
        {"code": role.code, "label": role.label, "meaning": role.meaning, "rows": _rows(role)}
        for role in council().roles
        if role.enabled
    ]


def _rows(role: Role) -> list[dict[str, str]]:
    return [
        {"key": "What shows your role", "value": role.proof},
        {"key": "Where to get it", "value": role.where_to_get_it},
        {"key": "How long it lasts", "value": role.how_long_it_lasts},
        {"key": "What you can see", "value": _opens(role)},
    ]


def _opens(role: Role) -> str:
    if not role.opens:
        return "The documents named on the form"
    return council().kinds_in_words(role.opens)
