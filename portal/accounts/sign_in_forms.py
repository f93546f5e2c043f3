"""Signing in and forgotten passwords (screens.md S1, S4, S5)."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from portal.accounts.forms import new_password
from portal.accounts.models import Account
from portal.accounts.passwords import problems_of
from portal.design import fields


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """allauth's form with our fields. It asks the adapter, which counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = fields.EmailField(
            label="Email address", missing="Enter your email address", autocomplete="username", width=30
        )
        self.fields["password"] = fields.PasswordField(label="Password", missing="Enter your password")
        self.order_fields(["login", "password"])


class ForgotPasswordForm(forms.Form):
    """S4: where to send the link."""

    email = fields.EmailField(label="Email address", missing="Enter your email address", autocomplete="email", width=30)


class NewPasswordForm(forms.Form):
    """S5: one field, the same rules as when registering."""

    password = new_password("New password")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        """Lists every rule the password breaks."""
        password: str = self.cleaned_data["password"]
        if problems := list(problems_of(password, whose=self.account)):
            raise forms.ValidationError(problems)
        return password
