"""Why a request is turned down (F4): what staff choose, and the general words the requester reads.

The council writes the list (council.toml). The words never say which detail differed: whoever tries out names or
dates of birth learns nothing from them (portal/council/mistakes.py sees to it).
"""

from typing import Final

from portal.council.identity import RejectReason, council

NO_ANSWER: Final = "no_answer"
DUPLICATE: Final = "duplicate"

# Reasons the portal needs for what it does by itself; the council's own words for them count first.
BUILT_IN: Final = (
    RejectReason(
        code=NO_ANSWER,
        label="No answer from the requester",
        words="We asked you for something we needed. We did not get an answer in time.",
        next_steps=[
            "Send a new request. Have what we asked you for ready.",
            "Contact us if you need help, or more time.",
        ],
    ),
    RejectReason(
        code=DUPLICATE,
        label="Duplicate",
        words="You have asked for this more than once. We will answer your other request.",
        next_steps=["See how your other request is getting on."],
    ),
)
# For a reason the council has taken off its list since.
FORGOTTEN: Final = RejectReason(
    code="",
    label="A reason no longer in use",
    words="We could not give you access this time.",
    next_steps=["Contact us if you have questions."],
)


def reject_reasons() -> list[RejectReason]:
    """The reasons an officer can choose, in the council's order."""
    return list(council().reject_reasons)


def reject_reason(code: str) -> RejectReason:
    """The reason with this code. Raises KeyError for one that is not in the list."""
    return {reason.code: reason for reason in (*BUILT_IN, *council().reject_reasons)}[code]


def reason_given(code: str) -> RejectReason:
    """The reason of a decision, also when the council has taken it off its list since."""
    try:
        return reject_reason(code)
    except KeyError:
        return FORGOTTEN
