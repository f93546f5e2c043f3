"""D8: somebody asks the finance team about a document, or about a person's payments."""

from typing import Final

from django.db import transaction

from portal.accounts.models import Account
from portal.audit.actions import record
from portal.council.identity import council
from portal.documents.asking.errors import TooManyWaiting
from portal.documents.asking.letters import notice
from portal.documents.models import Document, Message
from portal.emails.actions import owe_email
from portal.people.models import Person

MOST_WAITING: Final = 10  # of one account: nobody can bury what the others ask


@transaction.atomic
def ask_us(*, account: Account, person: Person, document: Document | None, text: str, reply_by: str) -> Message:
    """Puts a message before the team, and tells the payments mailbox that there is one. Gives the message.

    `person`, and `document` if it is about one, are what the account may see. The same words about the same thing while
    they wait are the same message. Raises TooManyWaiting.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    waiting = Message.objects.of(account).waiting()
    if earlier := waiting.asking_the_same(person, document, text).first():
        return earlier
    if waiting.count() >= MOST_WAITING:
        raise TooManyWaiting
    message = Message.objects.create(account=account, person=person, document=document, text=text, reply_by=reply_by)
    record(actor=account, action="documents.message_sent", on=message, person_id=person.pk)
    owe_email(template="message_received", to=mailbox(), **notice(message))
    return message


@transaction.atomic
def read_messages(*, account: Account, messages: list[Message]) -> None:
    """The account looked at what it asked and what was answered."""
    for message in messages:
        record(actor=account, action="documents.message_read", on=message, person_id=message.person_id)


def mailbox() -> str:
    """Where the team is told of a message: the council's payments mailbox, or its only one."""
    return council().casework.messages_to or council().contact.email
