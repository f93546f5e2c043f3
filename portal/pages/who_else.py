"""Who else can see somebody's own documents: what the e-mail about new access (E14) sends them to look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.council.identity import council
from portal.design.formats import day


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody else with access: name, role, since when."""

    name: str
    role: str
    since: str


def who_else_sees(account: Account, own: Iterable[Grant]) -> list[Holder]:
    """Everybody else who can see the documents these grants show the account as its own; the newest first."""
    people = [grant.person_id for grant in own if grant.is_own]
    if not people:
        return []
    others = Grant.objects.filter(person__in=people, ended_at=None).exclude(account=account).exclude(role="")
    known = others.select_related("account", "person", "representative").order_by("-starts_on", "id")
    return [_holder(grant) for grant in known if not grant.over_because]


def _holder(grant: Grant) -> Holder:
    word = "from" if grant.starts_on > timezone.localdate() else "since"
    return Holder(grant.account.name, council().role(grant.role).label, f"{word} {day(grant.starts_on)}")
