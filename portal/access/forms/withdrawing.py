"""Taking a request back (A12)."""

from django import forms

from portal.design.fields import TextAreaField


class WithdrawForm(forms.Form):
    """A12: why a request is taken back."""

    reason = TextAreaField(
        label="Why do you want to withdraw it?",
        optional=True,
        max_length=500,
        too_long="Your reason must be 500 characters or fewer",
        rows=3,
    )
