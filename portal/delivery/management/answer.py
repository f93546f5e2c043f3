"""What the commands say at their end."""

import sys

from django.core.management.base import OutputWrapper

from portal.delivery.report import Report


def answer(report: Report, *, on: OutputWrapper, as_json: bool) -> None:
    """Prints the report and ends with its exit status; letters the terminal does not know are spelled out."""
    encoding = getattr(on, "encoding", None) or "utf-8"
    text = report.as_json() if as_json else report.as_text()
    on.write(text.encode(encoding, "backslashreplace").decode(encoding))
    if report.exit_status:
        sys.exit(report.exit_status)
