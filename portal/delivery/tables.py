"""The four data files and the tables they end in; everything that differs between them, in one place."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, LiteralString

from portal.delivery.format.document_rows import AnyDocumentRow
from portal.delivery.format.rows import PaymentRow, PersonRow, RepresentativeRow


@dataclass(frozen=True)
class Table:
    """A data file, the temporary tables its rows wait in, and the table they end in."""

    file: str
    row: Any
    key: str
    # What is known of every row, for the rules between rows and the counts.
    staged: str
    # The columns of the rows that are merged by one statement in the end.
    waiting: str
    target: str
    columns: tuple[str, ...]
    # People and representatives are held, and vanish when a full delivery leaves them out.
    held: bool
    # How a key is looked up in the target: long keys are indexed by their md5.
    lookup: LiteralString = "t.{key} = s.key"
    # The columns that the rules between rows look at.
    judged: tuple[str, ...] = ()
    # New rows go to the target as they are read, and are taken out again if they fall. People wait: their keys
    # (people.match_keys) are written all at once, in the order of the index.
    straight: bool = True
    # What a new row has besides its key and columns, in this order.
    when_new: tuple[Literal["person_id", "public_id", "delivered_at"], ...] = ("person_id",)

    @cached_property
    def judged_places(self) -> tuple[int, ...]:
        """Where the judged columns are among the columns."""
        return tuple(map(self.columns.index, self.judged))

    @property
    def has_person(self) -> bool:
        """Whether a row is of a person, by person_ref."""
        return self.target != "people_person"


_BY_MD5: LiteralString = "md5(t.{key}) = md5(s.key) AND t.{key} = s.key"

PEOPLE = Table(
    file="people.jsonl",
    row=PersonRow,
    key="person_ref",
    staged="staged_people",
    waiting="waiting_people",
    target="people_person",
    columns=(
        "title", "first_name", "middle_names", "last_name", "known_as", "previous_last_names", "date_of_birth",
        "date_of_death", "email", "phone", "addresses", "services", "caution", "last_name_key", "postcode_areas",
        "match_keys", "key_rule",
    ),
    held=True,
    straight=False,
    when_new=("public_id",),
)  # fmt: skip
REPRESENTATIVES = Table(
    file="representatives.jsonl",
    row=RepresentativeRow,
    key="representative_ref",
    staged="staged_representatives",
    waiting="waiting_representatives",
    target="people_representative",
    columns=(
        "role", "first_name", "last_name", "organisation", "email", "phone", "address", "starts_on", "ends_on",
    ),
    held=True,
    lookup=_BY_MD5,
)  # fmt: skip
DOCUMENTS = Table(
    file="documents.jsonl",
    row=AnyDocumentRow,
    key="document_ref",
    staged="staged_documents",
    waiting="waiting_documents",
    target="documents_document",
    columns=(
        "kind", "issued_on", "period_from", "period_to", "supersedes_ref", "withdrawn", "file_name", "file_sha256",
        "file_bytes", "body",
    ),
    held=False,
    judged=("supersedes_ref", "file_name", "file_sha256"),
    when_new=("person_id", "public_id", "delivered_at"),
)  # fmt: skip
PAYMENTS = Table(
    file="payments.jsonl",
    row=PaymentRow,
    key="payment_ref",
    staged="staged_payments",
    waiting="waiting_payments",
    target="documents_payment",
    columns=("period_from", "period_to", "status", "expected_on", "amount_pence", "document_ref"),
    held=False,
    judged=("document_ref",),
    lookup=_BY_MD5,
)
TABLES = (PEOPLE, REPRESENTATIVES, DOCUMENTS, PAYMENTS)
