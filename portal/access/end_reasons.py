"""Why access ended, in general words for whoever had it (E12, X4)."""

from portal.access.models import Grant

Reason = Grant.EndReason

_RECORD_CHANGED = "Our records have changed, so we have stopped access to these documents."
_NO_LONGER_NEEDED = "You told us that you no longer need this access."
# Says the same whether nothing special has happened, or somebody has to be kept safe.
_BY_US = "Our finance team has ended this access."

_WORDS: dict[str, str] = {
    Reason.PERSON_DIED: (
        "We have been told that this person has died. We are sorry. "
        "When somebody dies, the roles of those who acted for them end too."
    ),
    Reason.ROLE_ENDED: "Our records show that your role for this person has ended.",
    Reason.RAN_OUT: "The time we gave you access for is over.",
    Reason.STAFF: _BY_US,
    Reason.PERSON_ASKED: _BY_US,
    Reason.SAFEGUARDING: _BY_US,
    Reason.REPRESENTATIVE_DIED: _RECORD_CHANGED,
    Reason.MISTAKE: "We should not have given you this access. We are sorry.",
    Reason.ACCOUNT_CLOSED: "Your account was closed.",
    Reason.GIVEN_BACK: _NO_LONGER_NEEDED,
    Reason.REPLACED: "A newer decision has taken the place of this access.",
}


# The reader is the person the documents are about: they are told of no death, and know what they asked for.
_OWN: dict[str, str] = {Reason.PERSON_DIED: _RECORD_CHANGED, Reason.PERSON_ASKED: _NO_LONGER_NEEDED}


def why_ended(*, reason: str, own: bool) -> str:
    """One or two sentences. `own`: the documents were the reader's own."""
    return _OWN[reason] if own and reason in _OWN else _WORDS[reason]
