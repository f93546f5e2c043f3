"""D2: what a remittance advice says and means, line by line."""

from dataclasses import dataclass

from portal.design.formats import day, money, period
from portal.design.presenters import summary_rows
from portal.documents import bodies
from portal.documents.beside import NOTHING, Beside
from portal.documents.differences import difference
from portal.documents.explaining.dictionary import Explained
from portal.documents.explaining.figures import possessive
from portal.documents.explaining.lines import working
from portal.documents.explaining.taking_back import outlook
from portal.documents.explaining.voice import Reader
from portal.documents.models import Document
from portal.documents.models.line_explanations import dictionary_of
from portal.documents.payments import paid_by
from portal.documents.presenters.changes import Changes, changes
from portal.documents.presenters.over_time import Lately, lately
from portal.documents.presenters.words import is_past

TYPES = {
    "direct_payment": "Direct payment",
    "client_contribution": "Contribution",
    "rate_adjustment": "Change of the weekly amount",
    "contribution_adjustment": "Change of the contribution",
    "one_off": "Single payment",
    "manual_adjustment": "Correction by our payments team",
    "overpayment_recovery": "Overpayment being paid back",
    "suspension": "Payment stopped for a while",
    "returned_payment": "Payment the bank sent back",
    "other": "Other amount",
}
CYCLES = {"weekly": "Every week", "four_weekly": "Every four weeks", "monthly": "Every month", "one_off": "Once"}
METHODS = {"BACS": "Bank transfer (BACS)", "card": "Prepaid card", "cheque": "Cheque", "other": "Another way"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number, the code and what else is printed with it; what it is, means and comes to; the amount.

    `ask`: nobody has told the portal enough, so the reader is shown how to ask.
    """

    line: int
    code: str
    printed: tuple[str, ...]
    meaning: str
    details: tuple[str, ...]
    amount: str
    ask: bool


@dataclass(frozen=True, slots=True)
class RemittancePage:
    """The facts of a remittance advice as its page says them."""

    before: str
    amount: str
    after: str
    rows: tuple[Row, ...]
    total: str
    payment: tuple[dict[str, str], ...]
    overpayment: tuple[dict[str, str], ...]
    overpayment_outlook: str
    changes: Changes | None
    lately: Lately | None


def present(document: Document, *, own: bool, beside: Beside = NOTHING) -> RemittancePage:
    """`own`: the reader is the person the document is about. `beside`: the advices before it."""
    facts = bodies.read(document.body, bodies.RemittanceBody)
    before, amount, after = _headline(facts, document, own=own)
    reader = Reader(own, document.person.first_name)
    dictionary = dictionary_of(getattr(document, "dictionary", None))
    lines = dictionary.explain(facts, ref=document.document_ref, reader=reader)
    return RemittancePage(
        before=before,
        amount=amount,
        after=after,
        rows=tuple(_row(line) for line in lines),
        total=money(facts.net_pence),
        payment=_payment(facts),
        overpayment=_overpayment(facts.overpayment),
        overpayment_outlook=outlook(facts),
        changes=_changes(facts, beside.previous, reader),
        lately=lately(paid_by([document, *beside.earlier])),
    )


def _changes(facts: bodies.RemittanceBody, previous: Document | None, reader: Reader) -> Changes | None:
    if previous is None:
        return None
    before = bodies.read(previous.body, bodies.RemittanceBody)
    return changes(difference(facts.lines, before.lines), reader)


def _headline(facts: bodies.RemittanceBody, document: Document, *, own: bool) -> tuple[str, str, str]:
    """The sentence before, in and after its bold amount."""
    paid_on = facts.payment.paid_on
    if facts.net_pence < 0:
        return (
            "More was taken off than was due, so nothing was paid. The rest, ",
            money(-facts.net_pence),
            ", is carried over.",
        )
    if facts.net_pence == 0:
        return "The amounts cancel out, so ", "nothing", " was paid."
    verb = "We paid " if is_past(paid_on) else "We will pay "
    return verb, money(facts.net_pence), f" {_payee(facts.payment, document, own=own)} on {day(paid_on)}."


def _payee(payment: bodies.PaymentMade, document: Document, *, own: bool) -> str:
    if payment.payee_name.casefold() != document.person.name.casefold():
        return f"to {payment.payee_name}"
    whose = "your" if own else possessive(document.person.first_name)
    return f"into {whose} direct payment account"


def _row(explained: Explained) -> Row:
    line = explained.line
    direction = ", taken off" if line.amount_pence < 0 else ""
    days = period(line.from_, line.to) if line.from_ and line.to else ""
    reason = f"Reason: {explained.reason}" if explained.reason else ""
    return Row(
        line=line.line,
        code=line.code,
        printed=tuple(text for text in (line.description or "", days) if text),
        meaning=f"{explained.title or TYPES[line.type]}{direction}",
        details=tuple(text for text in (explained.sentence, working(line), reason) if text),
        amount=money(line.amount_pence),
        ask=explained.ask,
    )


def _payment(facts: bodies.RemittanceBody) -> tuple[dict[str, str], ...]:
    payment = facts.payment
    payee = f"{payment.payee_name} ({payment.payee_relationship})" if payment.payee_relationship else payment.payee_name
    rows = {
        "Paid to": payee,
        "How": METHODS[payment.method],
        "Account": f"Ends in {payment.account_ending}" if payment.account_ending else "",
        "Date": day(payment.paid_on),
        "How often": CYCLES[facts.cycle],
        "Payment reference": payment.reference,
    }
    return tuple(summary_rows(rows))


def _overpayment(facts: bodies.Overpayment | None) -> tuple[dict[str, str], ...]:
    if facts is None:
        return ()
    rows = {
        "Paid too much in all": money(facts.total_pence),
        "Taken back before": money(facts.recovered_before_pence),
        "Taken back this time": money(facts.recovered_now_pence),
        "Still to take back": money(facts.remaining_pence),
        "Why": facts.cause or "",
    }
    return tuple(summary_rows(rows))
