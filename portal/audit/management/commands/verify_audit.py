"""`manage.py verify_audit`: finds what was done to the audit trail behind the program's back."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal.audit.verification import FAULTS_SHOWN, Verdict, verify
from portal.design.formats import day, time_of_day


class Command(BaseCommand):
    help = "Checks that no entry of the audit trail was changed, deleted, moved or cut off. Exit status 0 or 1."

    def handle(self, **_: Any) -> None:
        verdict = verify()
        if not verdict.faults:
            self.stdout.write(f"The audit trail is unbroken: {verdict.entries:,} entries, {_sealed(verdict)}.")
            return
        self.stdout.write("The audit trail is broken.")
        for fault in verdict.faults:
            self.stdout.write(f"- {fault}")
        if len(verdict.faults) >= FAULTS_SHOWN:
            self.stdout.write("- There may be more.")
        sys.exit(1)


def _sealed(verdict: Verdict) -> str:
    if verdict.sealed_at is None:
        return "not sealed yet (the worker seals it every hour)"
    moment = f"{time_of_day(verdict.sealed_at)} on {day(verdict.sealed_at)}"
    return f"sealed up to position {verdict.sealed_position:,} at {moment}"
