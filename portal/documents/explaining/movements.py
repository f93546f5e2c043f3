"""What each movement of a deferred amount means, and that the balance beside it is right. Pure."""

from itertools import pairwise

from portal.design.formats import day
from portal.documents.bodies import Movement, StatementBody
from portal.documents.explaining.figures import percent
from portal.documents.explaining.interest import rate_on
from portal.documents.explaining.voice import Reader

MEANINGS = {
    "care_charge": "Care that {you} {pay} for later.",
    "top_up": "The extra for a dearer room or home, to pay later.",
    "admin": "What it costs us to run the agreement.",
    "legal": "What the legal work for the agreement cost.",
    "valuation": "What it cost to find out the value of the property.",
    "interest": "What we charge for waiting for the money.",
    "repayment": "Money paid back. It makes the deferred amount smaller.",
    "adjustment": "A correction of an earlier amount.",
}


def meaning(movement: Movement, facts: StatementBody, reader: Reader) -> str:
    """What one movement is, in a sentence; interest with its rate."""
    rate = rate_on(facts.interest_rates, movement.on) if movement.type == "interest" else None
    if rate is not None:
        return f"What we charge for waiting for the money: {percent(rate)} a year, up to {day(movement.on)}."
    return MEANINGS[movement.type].format(you=reader.you, pay=reader.verb("pay"))


def balances_hold(facts: StatementBody) -> bool:
    """Whether each balance is the one before it and the movement, and the last one the closing balance."""
    balances = [facts.opening_pence, *(one.balance_pence for one in facts.movements)]
    steps = [after - before for before, after in pairwise(balances)]
    return steps == [one.amount_pence for one in facts.movements] and balances[-1] == facts.closing_pence
