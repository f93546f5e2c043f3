"""Why a request is turned down (F4): what staff choose, and the general words the requester reads.

The words never say which detail differed: whoever tries out names or dates of birth learns nothing from them.
"""

from dataclasses import dataclass

CHECK_AND_SEND = "Check the details against a letter from us, then send a new request."
ASK_FOR_LETTERS = "Contact us if you would like your letters in another way."


@dataclass(frozen=True)
class RejectReason:
    """One reason: `label` for staff; `words` and `next_steps` for the requester."""

    code: str
    label: str
    words: str
    next_steps: tuple[str, ...]
    needs_paragraph: bool = False


REASONS = (
    RejectReason(
        "not_in_formal_role",
        "Not in a formal role",
        "We can only give access to people who act in a formal role. We could not find one.",
        (
            "Find out which formal roles we accept, and how to get one, in our guide.",
            "Send a new request once the role is in place.",
        ),
    ),
    RejectReason(
        "details_do_not_match",
        "Details do not match our records",
        "We could not match what you told us to our records.",
        (CHECK_AND_SEND, "Contact us if you have moved or changed your name."),
    ),
    RejectReason(
        "evidence",
        "Evidence missing or unreadable",
        "We could not see the papers that show your role.",
        ("Contact us to find out how to show us your papers.", "Then send a new request."),
    ),
    RejectReason(
        "role_has_ended",
        "Role has ended",
        "Our records show that the role you told us about has ended.",
        ("Contact us if you still act for this person.", "If you have a new role, send a new request."),
    ),
    RejectReason(
        "no_services",
        "Person does not get services from us",
        "We could not find money documents from us for this request.",
        (CHECK_AND_SEND, "If another council pays for the care, contact them."),
    ),
    RejectReason(
        "duplicate",
        "Duplicate",
        "You have asked for this more than once. We will answer your other request.",
        ("See how your other request is getting on.",),
    ),
    RejectReason(
        "identity",
        "Cannot confirm identity",
        "We could not be sure who is asking.",
        ("Contact us. We will tell you how to show us who you are.", "Then send a new request."),
    ),
    RejectReason(
        "other",
        "Other",
        "We could not give you access this time.",
        ("Contact us if you have questions.", ASK_FOR_LETTERS),
        needs_paragraph=True,
    ),
)


def reject_reason(code: str) -> RejectReason:
    """The reason with this code. Raises KeyError for one that is not in the list."""
    return {reason.code: reason for reason in REASONS}[code]
