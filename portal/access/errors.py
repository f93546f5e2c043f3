"""Why the room says no. The sentences are for logs; pages have their own words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.access.models import AccessRequest, Grant


class RequestRefused(Exception):
    """A requester cannot do this with a request. Carries the request in question."""

    def __init__(self, request: "AccessRequest") -> None:
        super().__init__(f"{type(self).__name__}: {request}")
        self.request = request


class AnswersMissing(RequestRefused):
    """A draft cannot be sent yet: its journey has open questions."""


class AlreadyAsked(RequestRefused):
    """The same request is open already. Carries that one, not the draft."""


class AlreadyDecided(RequestRefused):
    """Too late to withdraw: the finance team has decided."""


class DraftInTheWay(RequestRefused):
    """Another draft is kept for this account. Carries that draft."""


class TooManyFiles(RequestRefused):
    """No more files can be added to it."""


class NothingAsked(RequestRefused):
    """There is no question to answer: it was answered, or the request was closed, decided or withdrawn."""


class DecisionRefused(Exception):
    """A member of the finance team cannot do this with a request. Carries the request as it stands now."""

    def __init__(self, request: "AccessRequest") -> None:
        super().__init__(f"{type(self).__name__}: {request}")
        self.request = request


class StaleRequest(DecisionRefused):
    """Somebody changed, withdrew or decided the request after this page was opened."""


class OwnRequest(DecisionRefused):
    """It is the officer's own request, or about a person whose documents the officer can see privately."""


class NotAllowed(DecisionRefused):
    """The staff role may look, but not decide."""


class NoBasis(DecisionRefused):
    """The grant would rest on nothing: the person has died, the role is over, or it is a role for somebody else."""


class EndingRefused(Exception):
    """A member of the finance team cannot end this access so. Carries the grant as it stands now."""

    def __init__(self, grant: "Grant") -> None:
        super().__init__(f"{type(self).__name__}: {grant}")
        self.grant = grant


class AlreadyEnded(EndingRefused):
    """Somebody else, or a rule, has ended it."""


class ChangedMeanwhile(EndingRefused):
    """Its last day was changed after the officer's page was opened."""


class CloseToIt(EndingRefused):
    """The officer can see this person's documents in private life."""


class EndNotAllowed(EndingRefused):
    """The staff role may look, but not end access."""


class OwnProposal(DecisionRefused):
    """The second check of an approval is for somebody else than who proposed it."""


class TooLateToUndo(DecisionRefused):
    """The e-mail of the rejection has gone, or is about to."""


class NotADuplicate(DecisionRefused):
    """The other request is not open, not the same account's, or was sent later."""


class RequestsOpen(Exception):
    """The account has a request that waits for a decision."""
