"""Requests for access, what is added to them, and the grants they lead to."""

from portal.access.models.evidence import Consent, Evidence
from portal.access.models.grants import Grant
from portal.access.models.requests import AccessRequest
from portal.access.models.reviewing import Assessment, Note, Proposal, Question

__all__ = ["AccessRequest", "Assessment", "Consent", "Evidence", "Grant", "Note", "Proposal", "Question"]
