"""Walks through the journey as a browser does: fills in what is asked and follows the redirects."""

import re
from typing import Any

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.addresses.models import KnownAddress
from tests.support.cast import client_of

BIRTHDAY = {"own_date_of_birth_day": "27", "own_date_of_birth_month": "3", "own_date_of_birth_year": "1948"}
MYSELF: list[tuple[str, dict[str, Any]]] = [
    ("/request/start", {}),
    ("/request/notice", {"agree": "yes"}),
    ("/request/who", {"made_for": "myself"}),
    ("/request/me", BIRTHDAY | {"own_letter_reference": "P000123"}),
    ("/request/contact", {"contact_method": "email"}),
]
SOMEONE_ELSE: list[tuple[str, dict[str, Any]]] = [
    ("/request/start", {}),
    ("/request/notice", {"agree": "yes"}),
    ("/request/who", {"made_for": "someone_else"}),
    ("/request/role", {"has_right": "yes", "role": "deputy"}),
    ("/request/evidence", {"evidence_way": "already_sent"}),
    ("/request/your-name", {"own_first_name": "Ffion", "own_last_name": "O’Brien"}),
    ("/request/your-address", {"same": "yes"}),
    ("/request/person-name", {"person_first_name": "Winston", "person_last_name": "Okafor"}),
    (
        "/request/person-dob",
        {
            "person_date_of_birth_day": "4",
            "person_date_of_birth_month": "July",
            "person_date_of_birth_year": "1939",
        },
    ),
    ("/request/person-address", {"postcode": "wr5 2np"}),
    ("/request/person-address/choose", {"address": "100120000044"}),
    ("/request/contact", {"contact_method": "post", "adjustments": ["large_print"]}),
]


class Walker:
    """Somebody in a browser who goes where the pages lead."""

    def __init__(self, account: Account) -> None:
        self.account, self.client, self.url = account, client_of(account), "/request/start"

    def open(self, url: str) -> str:
        """Opens a page, follows where it leads, and gives the page's HTML."""
        answer = self.client.get(url, follow=True)
        assert answer.status_code == 200, (url, answer.status_code)
        self.url = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        return str(answer.content.decode())

    def answer(self, **answers: Any) -> str:
        """Fills in the page that is open and gives the next one."""
        reply = self.client.post(self.url, answers)
        if reply.status_code == 302:
            return self.open(reply.headers["Location"])
        return str(reply.content.decode())

    def walk(self, steps: list[tuple[str, dict[str, Any]]]) -> str:
        """Takes the steps from where the walker stands; each must be the page that is open then."""
        page = self.open(self.url)
        for url, answers in steps:
            assert self.url == url
            page = self.answer(**answers)
        return page

    @property
    def draft(self) -> AccessRequest:
        """The walker's draft."""
        return AccessRequest.objects.of(self.account).drafts().get()

    def send(self) -> AccessRequest:
        """Presses Send Request on the check page."""
        self.open("/request/check")
        self.answer(request=str(self.draft.pk))
        return AccessRequest.objects.of(self.account).sent().latest("sent_at")


def known_addresses() -> None:
    """Two homes in the postcode that the walkers look up."""
    for uprn, line in (("100120000012", "12 Orchard Lane"), ("100120000044", "44 Orchard Lane")):
        KnownAddress.objects.create(uprn=uprn, lines=[line], town="Westmere", postcode="WR5 2NP", sort_key=line)


def heading(page: str) -> str:
    """The page's h1 as text."""
    [found] = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.replace("<wbr>", "")).split())
