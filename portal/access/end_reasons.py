"""Why access ended, in general words for whoever had it (E12, X4)."""

from portal.access.models import Grant

Reason = Grant.EndReason

_OWN_RECORD_CHANGED = "Our records have changed, so we have stopped access to these documents."

_WORDS: dict[str, str] = {
    Reason.PERSON_DIED: (
        "We have been told that this person has died. We are sorry. "
        "When somebody dies, the roles of those who acted for them end too."
    ),
    Reason.ROLE_ENDED: "Our records show that your role for this person has ended.",
    Reason.RAN_OUT: "The time we gave you access for is over.",
    Reason.STAFF: "Our finance team has ended this access.",
    Reason.GIVEN_BACK: "You told us that you no longer need this access.",
    Reason.REPLACED: "A newer decision has taken the place of this access.",
}


def why_ended(*, reason: str, own: bool) -> str:
    """One or two sentences. `own`: the documents were the reader's own, who then is told of no death."""
    return _OWN_RECORD_CHANGED if own and reason == Reason.PERSON_DIED else _WORDS[reason]
