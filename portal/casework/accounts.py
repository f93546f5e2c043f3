"""F7: which accounts somebody means by a few words, fifty at a time. Every way of asking has an index."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from portal.access.models import AccessRequest, Grant
from portal.access.search_keys import has_keys, reference_key
from portal.accounts.models import Account, Registration
from portal.accounts.names import has_words
from portal.accounts.phones import e164
from portal.design.paging import PAGE, Page, latest
from portal.people.models import Person

NOBODY: Final = Q(pk=None)


@dataclass(frozen=True, slots=True)
class AccountsFound:
    """A page of accounts, the newest first, and those on the way to an account with the address looked for."""

    page: Page[Account]
    unfinished: list[Registration]


def accounts_found(words: str, after: str) -> AccountsFound:
    """The accounts of members of the public that these words mean: an e-mail address, whole or begun, a phone number,
    a reference, a person number, or the beginnings of names.
    """
    found = Account.objects.filter(_meant_by(words), staff_role="")
    return AccountsFound(latest(found, after), _unfinished(words))


def _meant_by(words: str) -> Q:
    if "@" in words:
        return Q(email__startswith=words.lower())
    if "_" in words:
        sent = AccessRequest.objects.sent().filter(has_keys(begun=[reference_key(words)]))
        return Q(pk__in=list(sent.values_list("account", flat=True)[:PAGE]))
    if any(letter.isdigit() for letter in words):
        return Q(pk__in=_of_person(words)) | (Q(phone_e164=number) if (number := e164(words)) else NOBODY)
    named = has_words("name_words", words)
    return NOBODY if named is None else Q(named)


def _of_person(number: str) -> set[int]:
    """The accounts that can or could see the documents of the person of this number, or asked to."""
    people = list(Person.objects.filter(person_ref__in={number, number.upper(), number.lower()}))
    granted = Grant.objects.filter(person__in=people).values_list("account", flat=True)
    asked = AccessRequest.objects.filter(person__in=people).values_list("account", flat=True)
    return {*granted, *asked}


def _unfinished(words: str) -> list[Registration]:
    return list(Registration.objects.filter(email=words.lower(), account=None)) if "@" in words else []
