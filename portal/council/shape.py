"""What council.toml holds. Every field of it is one line of that file."""

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from typing import Literal

import msgspec


class DocumentKind(StrEnum):
    """The kinds of document the finance system issues, as `kind` in delivery-format.md."""

    REMITTANCE_ADVICE = "remittance_advice"
    DEFERRED_PAYMENT_STATEMENT = "deferred_payment_statement"
    FINANCIAL_ASSESSMENT = "financial_assessment"


class RoleCode(StrEnum):
    """The formal roles, as `role` in delivery-format.md."""

    POWER_OF_ATTORNEY = "power_of_attorney"
    DWP_APPOINTEE = "dwp_appointee"
    DEPUTY = "deputy"
    NOMINATED_FINANCIAL_REPRESENTATIVE = "nominated_financial_representative"
    DIRECT_PAYMENT_NOMINEE = "direct_payment_nominee"
    EXECUTOR = "executor"


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people reach the finance team."""

    email: str
    phone: str
    relay: str
    opening_hours: str
    post: list[str]


class Sender(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the portal's e-mails come from."""

    name: str
    email: str
    monitored: bool = False


class Colours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`#rrggbb` each; text colours keep 4.5:1 on white, borders 3:1 (checked at start-up)."""

    brand: str
    link: str
    button: str


class WorkingTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the finance team works; with the nation's bank holidays and the closure days it makes the promised date."""

    nation: Literal["England", "Wales", "Scotland", "Northern Ireland"]
    opens: time
    closes: time
    answer_within_days: int = 1
    closure_days: list[date] = []


class Sessions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes without activity until somebody is signed out; hours until everybody is."""

    citizen_idle_minutes: int = 20
    staff_idle_minutes: int = 30
    longest_hours: int = 12


class Casework(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How requests are decided. Days are calendar days unless they are called working days."""

    # A person whose details differ from what was typed is opened by two people: a reviewer, then a senior reviewer.
    second_check: bool = True
    undo_minutes: int = 2  # how long the e-mail of a rejection is held
    reminders_after_days: tuple[int, ...] = (3, 7)  # of a question nobody answered
    close_after_days: int = 14  # without an answer
    refused_before_days: int = 90  # an earlier refusal of the same person is shown this long
    most_people_for_one_account: int = 3  # more is shown as a warning
    bulk_most: int = 50
    bulk_for_representatives: bool = False
    bulk_sample_one_in: int = 20  # of a bulk approval, chosen at random for a second check; 0: none
    evidence_kept_days: int = 90  # after the decision
    evidence_by: tuple[Literal["post", "email"], ...] = ("post", "email")  # other ways to send evidence
    messages_to: str = ""  # the mailbox that is told of each message about a document; empty: contact.email
    messages_kept_days: int = 365  # after the answer


class Feed(StrEnum):
    """What deliveries bring, by the name of the data file without its ending."""

    PEOPLE = "people"
    REPRESENTATIVES = "representatives"
    DOCUMENTS = "documents"
    PAYMENTS = "payments"


class ExpectedFeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How old a feed may grow, in hours since a delivery with it was taken."""

    feed: Feed
    warn_after_hours: int = 28
    late_after_hours: int = 52


class ExpectedAddresses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How old the table of addresses may grow, in days since it was filled."""

    warn_after_days: int
    late_after_days: int


class Deliveries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When deliveries are expected. A feed that is not listed may grow as old as it likes."""

    every_day: bool = False  # otherwise hours of weekends, bank holidays and closure days do not count
    feeds: list[ExpectedFeed] = msgspec.field(default_factory=lambda: list(map(ExpectedFeed, Feed)))
    # None: postcodes are looked up elsewhere, or nobody minds how old the table is.
    addresses: ExpectedAddresses | None = None


class SavingsRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From this day on: savings up to `lower` are not counted; above it each `step`, or part of it, is £1 a week.

    Pence. Above `upper` people pay the full cost (Care and Support (Charging) Regulations 2014, part 4).
    """

    since: date
    lower_pence: int
    upper_pence: int
    step_pence: int


class Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the council pays and charges, as far as documents are explained by it."""

    # net: contributions are taken off direct payments; gross: they are invoiced.
    contributions: Literal["net", "gross"] = "net"
    review_within_days: int = 28  # after the decision, to ask for another look at a financial assessment
    savings_rules: tuple[SavingsRule, ...] = ()

    def savings_rule(self, day: date) -> SavingsRule | None:
        """The rule in force on this day, if the council's file has one."""
        begun = [rule for rule in self.savings_rules if rule.since <= day]
        return max(begun, key=lambda rule: rule.since, default=None)


class RejectReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason to turn a request down: `label` for staff; `words` and `next_steps` for the requester."""

    code: str
    label: str
    words: str
    next_steps: list[str]
    needs_paragraph: bool = False


class QuestionTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question officers ask often: `label` for staff, `text` for the requester."""

    code: str
    label: str
    text: str


class AnswerTemplate(QuestionTemplate, frozen=True, forbid_unknown_fields=True):
    """An answer officers give often to messages about documents: `label` for staff, `text` for whoever asked."""


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One formal role a requester can choose, in the council's order."""

    code: RoleCode
    label: str  # as in the printed guide
    meaning: str  # one plain sentence
    proof: str
    where_to_get_it: str
    how_long_it_lasts: str
    opens: list[DocumentKind]  # what an officer finds ticked; empty: only what the proof names
    needs_evidence: Literal["always", "first_time", "never"]
    has_end_date: bool
    enabled: bool = True


class DocumentType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of document as the start page names it. `coming` is e.g. "March 2027"; without it: available."""

    kind: DocumentKind
    label: str
    plural: str
    meaning: str
    coming: str | None = None


class Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data collection notice: a version and its text as headings with paragraphs."""

    version: str
    sections: list["NoticeSection"]


class NoticeSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading of the notice and its paragraphs."""

    heading: str
    paragraphs: list[str]


class Council(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that makes this portal one council's."""

    name: str
    website: str
    example_postcode: str
    contact: Contact
    sender: Sender
    colours: Colours
    working_time: WorkingTime
    roles: list[Role]
    document_types: list[DocumentType]
    notice: Notice
    contact_methods: list[Literal["email", "phone", "post"]]
    reject_reasons: list[RejectReason]
    question_templates: list[QuestionTemplate]
    answer_templates: list[AnswerTemplate] = []
    casework: Casework = Casework()
    money: Money = Money()
    deliveries: Deliveries = Deliveries()
    sessions: Sessions = Sessions()
    registration_open: bool = True
    who_as_select: bool = False
    logo: str | None = None
    service_notice: str | None = None

    def role(self, code: str) -> Role:
        """The settings of a role. Raises KeyError for one the council's file does not have."""
        for role in self.roles:
            if role.code == code:
                return role
        raise KeyError(code)

    def document_type(self, kind: str) -> DocumentType:
        """The settings of a kind of document. Raises KeyError for one the council's file does not have."""
        for document_type in self.document_types:
            if document_type.kind == kind:
                return document_type
        raise KeyError(kind)

    def kinds_in_words(self, kinds: Iterable[str]) -> str:
        """As "Deferred Payment statements, Financial assessment results". Raises KeyError for a kind that is none."""
        return ", ".join(self.document_type(kind).plural for kind in kinds)
