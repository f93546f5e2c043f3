"""The rows of documents.jsonl, one for each kind of document."""

from datetime import date

from portal.delivery.format.fields import DocumentRef, PersonRef, Row, Sha256, Size
from portal.documents.bodies import AssessmentBody, RemittanceBody, StatementBody
from portal.documents.values import Part, Text


class IssuedFile(Part):
    """The PDF as it was issued; `name` begins with files/."""

    name: Text
    sha256: Sha256
    bytes: Size


class DocumentRow(Row, tag_field="kind"):
    """What every document has."""

    document_ref: DocumentRef
    person_ref: PersonRef
    issued_on: date
    period_from: date | None = None
    period_to: date | None = None
    supersedes: DocumentRef | None = None
    withdrawn: bool | None = None
    file: IssuedFile | None = None


class RemittanceRow(DocumentRow, tag="remittance_advice"):
    body: RemittanceBody | None = None


class StatementRow(DocumentRow, tag="deferred_payment_statement"):
    body: StatementBody | None = None


class AssessmentRow(DocumentRow, tag="financial_assessment"):
    body: AssessmentBody | None = None


AnyDocumentRow = RemittanceRow | StatementRow | AssessmentRow
