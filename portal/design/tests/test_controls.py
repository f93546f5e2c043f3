from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines

from portal.design import fields


class Everything(forms.Form):
    first_name = fields.TextField(label="First name", missing="Enter your first name", autocomplete="given-name")
    email = fields.EmailField(label="Your email address", hint="We will send a code here now", width=30)
    password = fields.PasswordField(label="Create a password", autocomplete="new-password")
    message = fields.TextAreaField(label="Message", max_length=1000)
    who = fields.RadiosField(
        label="Who for?", choices=[("me", "Myself"), ("other", "Someone else")], hints={"me": "I get care and support"}
    )
    role = fields.SelectField(label="Role", choices=[("poa", "Power of Attorney (POA)")], missing="Choose your role")
    needs = fields.CheckboxesField(label="Needs", choices=[("large", "Large print"), ("bsl", "BSL")])
    agree = fields.CheckboxField(label="I agree", missing="Select that you agree")
    born = fields.DateField(label="Date of birth", missing="Enter your date of birth", autocomplete="bday", past=True)


def rendered(form: forms.Form) -> str:
    source = """{% from "design/components.html" import field with context %}
    {% for bound in form %}{{ field(bound) }}{% endfor %}"""
    return str(engines["jinja2"].from_string(source).render({"form": form}))


def sent(**data: Any) -> Everything:
    filled = QueryDict(mutable=True)
    for name, value in data.items():
        filled[name] = value
    return Everything(filled)


@pytest.mark.parametrize("form", [Everything(), sent()], ids=["fresh", "with errors"])
def test_every_field_has_its_control(form: forms.Form) -> None:
    page = rendered(form)
    for name in ["first_name", "email", "password", "message", "who", "role", "needs", "agree", "born_day"]:
        assert f'id="id_{name}"' in page
