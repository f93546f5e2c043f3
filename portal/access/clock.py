"""The clock of a request: it stands while we wait for the requester, and its promise moves by what it stood."""

from datetime import datetime

from portal.access.models import AccessRequest
from portal.council.working_days import add_working_time, working_time_between


def stop_clock(request: AccessRequest, now: datetime) -> None:
    """From now on we wait for the requester. Saves nothing."""
    request.paused_at = now


def start_clock(request: AccessRequest, now: datetime) -> None:
    """The requester has answered: the promise moves by the working time that passed meanwhile. Saves nothing."""
    if request.paused_at and request.promised_by:
        stood = working_time_between(request.paused_at, now)
        request.promised_by = add_working_time(request.promised_by, stood)
        request.warned_of_due_at = None
    request.paused_at = None
