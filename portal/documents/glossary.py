"""D7: the words people ask about, each in two sentences at most."""

from typing import Final

GLOSSARY: Final[dict[str, str]] = {
    "Adj (adjustment)": "An amount that puts right earlier weeks. It comes when a rate or your contribution changed.",
    "Appointee": "Somebody the Department for Work and Pensions has chosen to look after another person’s benefits.",
    "BACS": "A way to pay money from one bank account into another. It takes up to three working days.",
    "Contribution": "The part of the cost of care that the person pays. It comes from the financial assessment.",
    "Deferred payment": "A loan from the council to pay for a care home. It is paid back later.",
    "Deputy": "Somebody the Court of Protection has chosen to decide for another person.",
    "Direct payment": "Money from the council so that a person can buy their own care.",
    "Equity limit": "The most that can be owed against a home under a deferred payment.",
    "Financial assessment": "How we work out what a person can pay towards care. We look at income, savings and costs.",
    "MA (manual adjustment)": "A correction made by our payments team. Ask us if you do not know the reason.",
    "Minimum income guarantee": "The money a person must have left to live on each week. The government sets it.",
    "One-off": "A single payment, on top of the usual amount.",
    "Overpayment": "Money we paid too much before. We take it back from later payments.",
    "Power of Attorney": "A legal paper that lets somebody decide for another person.",
    "Remittance advice": "A letter that says what we paid, when, and how we worked it out.",
    "Suspended": "Payments have stopped for a while, for example during a stay in hospital.",
    "Tariff income": "Weekly income we count for savings above a limit.",
}


def words_like(typed: str) -> dict[str, str]:
    """The entries that hold what was typed; all of them when nothing was."""
    wanted = typed.casefold()
    return {word: said for word, said in GLOSSARY.items() if wanted in word.casefold() or wanted in said.casefold()}
