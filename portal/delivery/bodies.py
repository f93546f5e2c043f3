"""The bodies a delivery brings, in the documents' own description: what is taken is what pages can read."""

from portal.documents.bodies import AssessmentBody, Overpayment, RemittanceBody, StatementBody

__all__ = ["AssessmentBody", "Overpayment", "RemittanceBody", "StatementBody"]
