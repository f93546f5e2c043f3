"""Why a message is not taken, answered or closed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.documents.models import Message


class TooManyWaiting(Exception):
    """As many messages of this account wait as can: these are answered first."""


class MessageRefused(Exception):
    """A member of the finance team cannot do this with a message. Carries it as it stands now."""

    def __init__(self, message: "Message") -> None:
        super().__init__(f"{type(self).__name__}: {message}")
        self.message = message


class StaleMessage(MessageRefused):
    """Somebody took it on, answered or closed it after the officer's page was opened."""


class OwnMessage(MessageRefused):
    """It is the officer's own, or about a person whose documents the officer can see in private life."""


class NotAllowed(MessageRefused):
    """The staff role may look, but not answer."""


class NobodyToRead(MessageRefused):
    """Whoever asked can no longer sign in, or no longer see what it is about: an answer would not be read."""
