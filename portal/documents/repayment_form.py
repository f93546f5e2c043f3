"""D3: what would be if some of a deferred amount was paid back. Asked with GET; nothing is kept."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.council.identity import DocumentKind
from portal.design.fields import TextField
from portal.documents.models import Document

AMOUNT = re.compile(r"£?\s*([0-9]{1,3}(?:,?[0-9]{3}){0,2})(?:\.([0-9]{2}))?")


class RepaymentForm(forms.Form):
    """How much would be paid back, in pounds."""

    repay = TextField(
        label="How much would be paid back now?",
        hint="In pounds, for example 5,000",
        missing="Enter how much would be paid back",
        max_length=20,
        inputmode="decimal",
        width=10,
    )

    def clean_repay(self) -> int:
        """Whole pence."""
        found = AMOUNT.fullmatch(self.cleaned_data["repay"])
        pence = int(found[1].replace(",", "") + (found[2] or "00")) if found else 0
        if pence <= 0:
            raise ValidationError("Enter an amount in pounds, like 5,000 or 250.50")
        return pence


def repayment_form(document: Document, asked: Any) -> RepaymentForm | None:
    """The form of a statement with facts; bound when something was asked. None for any other document."""
    if document.kind != DocumentKind.DEFERRED_PAYMENT_STATEMENT or document.body is None:
        return None
    return RepaymentForm(asked if "repay" in asked else None)
