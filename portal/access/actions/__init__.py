"""The verbs of the room: asking for access, deciding, and ending it."""

from portal.access.actions.assigning import assign_request
from portal.access.actions.decisions import approve_request, claim_request, reject_request, release_request
from portal.access.actions.drafts import (
    ENDINGS,
    delete_draft,
    delete_old_drafts,
    save_answers,
    start_again,
    start_draft,
    stop_request,
)
from portal.access.actions.endings import end_grants_that_lost_their_basis
from portal.access.actions.flags import flag_request, unflag_request
from portal.access.actions.notes import strike_out_note, write_note
from portal.access.actions.sending import send_again, submit_request, withdraw_request

__all__ = [
    "ENDINGS",
    "approve_request",
    "assign_request",
    "claim_request",
    "delete_draft",
    "delete_old_drafts",
    "end_grants_that_lost_their_basis",
    "flag_request",
    "reject_request",
    "release_request",
    "save_answers",
    "send_again",
    "start_again",
    "start_draft",
    "stop_request",
    "strike_out_note",
    "submit_request",
    "unflag_request",
    "withdraw_request",
    "write_note",
]
