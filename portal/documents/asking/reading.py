"""The one door to messages for whoever asked."""

from uuid import UUID

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.documents.entrance import AccessEnded, NotTheirs
from portal.documents.models import Message


def message_for(account: Account, public_id: UUID) -> Message:
    """The account's message, with its document and person. Raises Message.DoesNotExist, NotTheirs or AccessEnded."""
    messages = Message.objects.select_related("document", "person")
    if found := messages.visible_to(account).filter(public_id=public_id).first():
        return found
    message = messages.get(public_id=public_id)
    if message.account_id != account.pk:
        raise NotTheirs(message, message.person_id)
    ended = Grant.objects.ended_for(account, message.person).select_related("person", "representative").first()
    raise AccessEnded(ended) if ended else NotTheirs(message, message.person_id)
