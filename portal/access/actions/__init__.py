"""The verbs of the room: asking for access, deciding, and ending it."""

from portal.access.actions.assigning import assign_request
from portal.access.actions.bulk import approve_in_bulk
from portal.access.actions.closing import close_account
from portal.access.actions.decisions import approve_request, claim_request, reject_request, release_request
from portal.access.actions.digests import send_morning_digest, warn_of_little_time
from portal.access.actions.drafts import (
    ENDINGS,
    delete_draft,
    delete_old_drafts,
    save_answers,
    start_again,
    start_draft,
    stop_request,
)
from portal.access.actions.dropping import delete_old_evidence
from portal.access.actions.duplicates import merge_duplicate
from portal.access.actions.endings import (
    confirm_ends,
    end_access,
    end_grants_that_lost_their_basis,
    settle_unseen_documents,
)
from portal.access.actions.evidence import (
    add_evidence,
    give_consent,
    mark_evidence,
    note_seen_elsewhere,
    remove_evidence,
)
from portal.access.actions.flags import flag_request, unflag_request
from portal.access.actions.notes import strike_out_note, write_note
from portal.access.actions.objecting import give_back, object_to_access, settle_objections
from portal.access.actions.questions import answer_question, ask_requester
from portal.access.actions.second_checks import confirm_proposal, send_back_proposal
from portal.access.actions.sending import send_again, submit_request, withdraw_request
from portal.access.actions.telling import tell_of_last_days
from portal.access.actions.undoing import undo_rejection
from portal.access.actions.waiting import close_unanswered, remind_of_questions

__all__ = [
    "ENDINGS",
    "add_evidence",
    "answer_question",
    "approve_in_bulk",
    "approve_request",
    "ask_requester",
    "assign_request",
    "claim_request",
    "close_account",
    "close_unanswered",
    "confirm_ends",
    "confirm_proposal",
    "delete_draft",
    "delete_old_drafts",
    "delete_old_evidence",
    "end_access",
    "end_grants_that_lost_their_basis",
    "flag_request",
    "give_back",
    "give_consent",
    "mark_evidence",
    "merge_duplicate",
    "note_seen_elsewhere",
    "object_to_access",
    "reject_request",
    "release_request",
    "remind_of_questions",
    "remove_evidence",
    "save_answers",
    "send_again",
    "send_back_proposal",
    "send_morning_digest",
    "settle_objections",
    "settle_unseen_documents",
    "start_again",
    "start_draft",
    "stop_request",
    "strike_out_note",
    "submit_request",
    "tell_of_last_days",
    "undo_rejection",
    "unflag_request",
    "warn_of_little_time",
    "withdraw_request",
    "write_note",
]
