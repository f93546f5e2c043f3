"""E10: people are told of new documents, at most once a day. What is new, see news.py and docs/decisions/0613."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.actions import record_all
from portal.documents.models import Announcement, Document
from portal.documents.news import New, holders_of_news, news_of, paying_differently
from portal.documents.presenters.words import list_title
from portal.emails.actions import Owed, owe_emails
from portal.emails.models import Email, EmailChoices
from portal.emails.sending import NothingToSay

LISTED: Final = 10
AT_ONCE: Final = 250  # accounts in one transaction


class Told(NamedTuple):
    """What an account is told of, and whether to say that a payment is not the same as the one before."""

    news: Sequence[New]
    changed: bool


def announce_new_documents() -> int:
    """Tells everybody who has news and was not told of any today; gives how many e-mails are owed.

    Some accounts in each transaction, so that a process killed in between has told some, and the next one the others.
    """
    now = timezone.now()
    accounts = holders_of_news(now)
    some = [accounts[first : first + AT_ONCE] for first in range(0, len(accounts), AT_ONCE)]
    return sum(announce_to(accounts=each, now=now) for each in some)


@transaction.atomic
def announce_to(*, accounts: Collection[int], now: datetime) -> int:
    """How many of the accounts are told now. Of two at once, the second finds nothing left to tell."""
    holders = Account.objects.filter(pk__in=accounts).only("email", "first_name").order_by("pk")
    locked = holders.select_for_update(no_key=True)
    occasions = {account: f"new_documents:{account.pk}:{timezone.localdate(now)}" for account in locked}
    told_today = set(Email.objects.filter(once__in=occasions.values()).values_list("once", flat=True))
    waiting = {account: occasion for account, occasion in occasions.items() if occasion not in told_today}
    news = news_of([account.pk for account in waiting], now)
    Announcement.objects.bulk_create(
        Announcement(account_id=account, document_id=one.document.pk)
        for account, theirs in news.items()
        for one in theirs
    )
    wanted = _wanted(news)
    told = {account: wanted[account.pk] for account in waiting if wanted.get(account.pk)}
    owe_emails(
        "new_documents",
        [
            Owed(each.email, each.pk, waiting[each], _letter(each, told[each].news, changed=told[each].changed))
            for each in told
        ],
    )
    record_all(action="documents.announced", entries=[(each, _named(told[each].news)) for each in told])
    return len(told)


def as_it_is_now(account_id: int, words: dict[str, Any]) -> dict[str, Any]:
    """What the e-mail says when it goes, which may be hours later: without what its reader cannot see any more.

    What is left out is news again if it comes back. Raises NothingToSay if nothing is left.
    """
    if "ids" not in words:  # owed by an earlier version of the portal
        return words
    account = Account.objects.get(pk=account_id)
    seen = Document.objects.visible_to(account).filter(pk__in=words["ids"]).marked_own_for(account)
    documents = list(seen.for_list().defer("body"))
    if len(documents) == len(words["ids"]):
        return words
    Announcement.objects.filter(account=account, document__in=words["ids"]).exclude(document__in=documents).delete()
    if not documents:
        raise NothingToSay
    left = [New(one, own=one.is_own) for one in documents]  # type: ignore[attr-defined]  # annotated by marked_own_for
    return _letter(account, left, changed=words["payment_changed"] and bool(paying_differently(documents)))


def _wanted(news: Mapping[int, Sequence[New]]) -> dict[int, Told]:
    """By account, what it wants to be told of; accounts that want nothing of it are left out."""
    choices = {account: EmailChoices(account_id=account) for account in news} | EmailChoices.objects.in_bulk(news)
    asked = [one.document for account in news if choices[account].payment_changed for one in news[account]]
    changed = paying_differently(asked) if asked else set()
    told = {account: _told(news[account], choices[account], changed) for account in news}
    return {account: each for account, each in told.items() if each.news}


def _told(news: Sequence[New], choices: EmailChoices, changed: set[int]) -> Told:
    paid_differently = [one for one in news if one.document.pk in changed] if choices.payment_changed else []
    return Told(news if choices.new_document else paid_differently, changed=bool(paid_differently))


def _letter(account: Account, news: Sequence[New], *, changed: bool) -> dict[str, Any]:
    """The e-mail's words. `ids` are for `as_it_is_now`."""
    return {
        "first_name": account.first_name,
        "count": len(news),
        "documents": [_line(one) for one in news[:LISTED]],
        "more": max(0, len(news) - LISTED),
        "payment_changed": changed,
        "ids": [one.document.pk for one in news],
    }


def _line(new: New) -> str:
    title = list_title(new.document)
    return title if new.own else f"{title} – {new.document.person.name}"


def _named(news: Sequence[New]) -> dict[str, list[str]]:
    return {"documents": [one.document.document_ref for one in news]}
