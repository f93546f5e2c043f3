"""The rows of documents.jsonl, one for each kind of document."""

from datetime import date

from portal.delivery.format.fields import DocumentRef, FileName, PersonRef, Row, Sha256, Size
from portal.documents.bodies import AssessmentBody, RemittanceBody, StatementBody
from portal.documents.values import Part


class IssuedFile(Part):
    """The PDF as it was issued; `name` begins with files/.

    name: where it lies in the delivery; begins with files/
    sha256: of its bytes
    bytes: how many it has, at most 20,000,000
    """

    name: FileName
    sha256: Sha256
    bytes: Size


class DocumentRow(Row, tag_field="kind"):
    """What every document has.

    kind: which kind of document it is
    document_ref: your key for this document; the same one again replaces its content
    person_ref: whose document it is
    issued_on: the day it was issued; it may lie ahead
    period_from: the first day it is about
    period_to: the last day it is about
    supersedes: the document_ref it stands in for
    withdrawn: true: it is taken back, and no longer shown
    file: the PDF as it was issued
    body: the facts in it; it has a file, a body or both, unless it is withdrawn
    """

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
