"""A form with one field of each kind, and a way to render templates: for the tests of this room."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.template import engines

from portal.design import fields


class Everything(forms.Form):
    first_name = fields.TextField(label="First name", missing="Enter your first name", autocomplete="given-name")
    known_as = fields.TextField(label="Any other name on our letters", optional=True, hint="For example, a last name")
    postcode = fields.TextField(label="Postcode", width=10, autocapitalize="characters", autocomplete="postal-code")
    email = fields.EmailField(label="Your email address", hint="We will send a code here now", autocomplete="email")
    phone = fields.PhoneLikeField(label="Phone number", autocomplete="tel", missing="Enter a phone number")
    password = fields.PasswordField(label="Create a password", autocomplete="new-password")
    message = fields.TextAreaField(label="Message", max_length=1000)
    address = fields.TextAreaField(label="Address", autocomplete="street-address", rows=3)
    who = fields.RadiosField(
        label="Who are you requesting access for?",
        choices=[("me", "Myself"), ("other", "Someone else")],
        hints={"me": "I get care and support"},
        missing="Select who you are requesting access for",
    )
    role = fields.SelectField(
        label="Your role",
        choices=[("poa", "Power of Attorney (POA)"), ("deputy", "Deputy")],
        missing="Choose your role",
    )
    needs = fields.CheckboxesField(
        label="What do you need?", choices=[("large", "Large print"), ("bsl", "BSL")], hints={"bsl": "Sign language"}
    )
    agree = fields.CheckboxField(label="The details are true", missing="Tick that the details are true")
    born = fields.DateField(
        label="Date of birth",
        hint="For example, 27 3 1948",
        missing="Enter your date of birth",
        autocomplete="bday",
        past=True,
    )


ANSWERS: dict[str, Any] = {
    "first_name": "Siân",
    "postcode": "WM5 2NP",
    "email": "sian@example.com",
    "phone": "03069 990 000",
    "password": " Three random words ",
    "message": "Hello",
    "address": "1 Mere Road\nWestmere",
    "who": "me",
    "role": "deputy",
    "needs": ["bsl"],
    "agree": "on",
    "born_day": "27",
    "born_month": "March",
    "born_year": "1948",
}


def sent(**changes: Any) -> Everything:
    """The form as sent with these answers instead; None leaves one out."""
    data = QueryDict(mutable=True)
    for name, value in (ANSWERS | changes).items():
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return Everything(data)


def shown(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """What a template gives."""
    return str(engines["jinja2"].from_string(source).render(context, request))
