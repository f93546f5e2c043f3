"""The checks box of F2."""

from portal.access import checks as rules
from portal.access.checks import Check, Level
from portal.access.models import AccessRequest
from portal.casework.candidates import Candidate

__all__ = ["Check", "Level", "checks"]


def checks(request: AccessRequest, candidate: Candidate) -> list[Check]:
    """Pass, warn or fail, for a request that would open this candidate's documents."""
    return rules.checks(request, candidate.person, rules.histories([request])[request.pk])
