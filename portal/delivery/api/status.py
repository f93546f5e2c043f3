"""What the API tells of a delivery that was handed in: how far it is and, at the end, the very report."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from portal.delivery.handing_in.attempts import as_they_stand
from portal.delivery.models import Attempt
from portal.delivery.report import Report

State = Annotated[
    Literal["waiting", "running", "done", "broken_off"],
    Meta(
        description="waiting: for its turn; running: being taken; done: see the report; broken_off: the portal met a "
        "fault of its own, nothing was taken, and it tries again by itself while the fault lasts"
    ),
]


class Progress(msgspec.Struct):
    """The data file that is being read, and how far."""

    file: str
    rows_read: int
    rows_total: int


class Status(msgspec.Struct):
    """A delivery that was handed in over HTTPS. `report` is there once it is done; `fault` is a kind of error."""

    id: Annotated[str, Meta(extra_json_schema={"format": "uuid"})]
    state: State
    received_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    progress: Progress | None
    report: Report | None
    fault: str | None


def status_of(attempt: Attempt) -> Status:
    """How it stands now."""
    (now,) = as_they_stand([attempt])
    running, done = now.state == Attempt.State.RUNNING, now.state == Attempt.State.DONE
    return Status(
        id=str(now.public_id),
        state=msgspec.convert(now.state, State),
        received_at=now.received_at,
        started_at=now.started_at,
        finished_at=now.finished_at,
        progress=Progress(now.file, now.rows_read, now.rows_total) if running and now.file else None,
        report=msgspec.convert(now.report, Report) if done else None,
        fault=now.fault or None,
    )
