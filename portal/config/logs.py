"""Lines of the log without anybody's data (promises.md): a path may hold a token, the text of an error a name."""

import logging
import traceback
from typing import Any

from django.http import HttpRequest

from portal.pages.errors import page_name


class PlainLines(logging.Formatter):
    """Names the page instead of its address, and of an error its kind and where it happened, never its text."""

    def format(self, record: logging.LogRecord) -> str:
        # A copy: the record is shared with other handlers, and keeps the trace as the first of them wrote it.
        plain: dict[str, Any] = record.__dict__ | {"exc_text": None}
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            plain |= {"msg": _about(record, request), "args": ()}
        return super().format(logging.makeLogRecord(plain))

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's name
        """The trace of the error and of those that led to it, each once: a chain of errors can be a ring."""
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        traces: list[str] = []
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            traces.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\nled to\n".join(reversed(traces))


def _about(record: logging.LogRecord, request: HttpRequest) -> str:
    status = getattr(record, "status_code", "")
    return f"{status} {request.method} {page_name(request)}".strip()
