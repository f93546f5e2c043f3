from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.design import fields
from portal.design.tests.everything import sent


def errors_of(field: forms.Field, value: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        field.clean(value)
    return error.value.messages


def test_answers_are_cleaned() -> None:
    form = sent(first_name="  Siân \u200b Mair ", message=" Hello \r\n\r\n there ", email="sian @example.com")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["first_name"] == "Siân Mair"
    assert form.cleaned_data["message"] == "Hello\n\nthere"
    assert form.cleaned_data["email"] == "sian@example.com"


def test_a_password_is_not_touched() -> None:
    form = sent(password="  Three  random words ")
    assert form.is_valid()
    assert form.cleaned_data["password"] == "  Three  random words "


def test_each_missing_answer_has_its_own_sentence() -> None:
    form = sent(first_name=" \u200b ", who=None, role="", agree=None, needs=None, born_year="")
    assert form.errors == {
        "first_name": ["Enter your first name"],
        "who": ["Select who you are requesting access for"],
        "role": ["Choose your role"],
        "agree": ["Tick that the details are true"],
        "needs": ["Select what do you need?"],
        "born": ["Date of birth must include a year"],
    }


def test_an_answer_nobody_offered_is_no_answer() -> None:
    form = sent(who="the king", role="dictator", needs=["gold"])
    assert form.errors["who"] == ["Select who you are requesting access for"]
    assert form.errors["role"] == ["Choose your role"]


def test_too_long_is_said_after_cleaning() -> None:
    field = fields.TextField(label="First name", max_length=5)
    assert field.clean("  Marys  ") == "Marys"
    assert errors_of(field, "Maryann") == ["First name must be 5 characters or fewer"]


def test_an_email_address_is_checked_gently() -> None:
    field = fields.EmailField(label="Your email address")
    for right in ["name@example.com", "o'brien+x@mail.example.co.uk", " Name@Example.com "]:
        assert field.clean(right) == right.strip()
    for wrong in ["name", "name@", "@example.com", "name@example"]:
        assert errors_of(field, wrong) == ["Enter an email address in the correct format, like name@example.com"]
    assert len(errors_of(field, "x" * 250 + "@example.com")) >= 1


def test_optional_is_said_in_the_label_once() -> None:
    assert fields.TextField(label="Other name", optional=True).label == "Other name (optional)"
    assert fields.TextField(label="Other name (optional)", optional=True).label == "Other name (optional)"
    assert fields.TextField(label="Other name", optional=True).clean("") == ""
    assert fields.RadiosField(label="Which?", choices=[("a", "A")], optional=True).clean("") == ""
    assert fields.CheckboxesField(label="Which?", choices=[("a", "A")], optional=True).clean([]) == []
    assert fields.CheckboxField(label="Tick").clean(None) is False


def test_choices_may_be_known_only_when_asked() -> None:
    field = fields.SelectField(label="Role", choices=lambda: [("poa", "Power of Attorney (POA)")])
    assert field.clean("poa") == "poa"


@pytest.mark.parametrize("address", ["İ@example.com", "a@İİ.com"])
def test_letters_that_only_look_like_those_of_an_address_are_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        fields.EmailField(label="Your email address").clean(address)
