"""The strings of D7."""

from django.utils import timezone

from portal.design.formats import day, money, period
from portal.documents.models import Payment

CAUSES = (
    "The social work team has to agree it first.",
    "It is agreed, and goes out with the next payment run.",
    "It is set against money we paid too much before. This can happen after a new assessment of an earlier time.",
)


def where_it_stands(payment: Payment) -> str:
    """A payment in one or two sentences: data first."""
    what = _what(payment)
    match payment.status:
        case "awaiting_authorisation":
            return f"{what} is waiting for the social work team to agree it.{_expected(payment)}"
        case "scheduled":
            return _scheduled(payment, what)
        case "paid":
            return f"{what} was paid{_on(payment)}. It can take three working days to reach the account."
        case "offset":
            return f"{what} was set against money we paid too much before."
        case "returned":
            return f"{what} came back to us from the bank. Contact us, so that we can check the account."
        case _:
            return f"{what} is stopped for a while. Contact us if you do not know why."


def _scheduled(payment: Payment, what: str) -> str:
    if payment.expected_on is None:
        return f"{what} is agreed, and goes out with the next payment run."
    if payment.expected_on > timezone.localdate():
        return f"{what} is not due until {day(payment.expected_on)}. It is agreed, and goes out with that payment run."
    return f"{what} was due on {day(payment.expected_on)}. It can take three working days to reach the account."


def _what(payment: Payment) -> str:
    amount = f"The payment of {money(payment.amount_pence)}" if payment.amount_pence is not None else "The payment"
    if payment.period_from and payment.period_to:
        return f"{amount} for {period(payment.period_from, payment.period_to)}"
    return amount


def _on(payment: Payment) -> str:
    return f" on {day(payment.expected_on)}" if payment.expected_on else ""


def _expected(payment: Payment) -> str:
    if payment.expected_on is None or payment.expected_on < timezone.localdate():
        return ""
    return f" We expect to pay it on {day(payment.expected_on)}."
