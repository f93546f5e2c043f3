import re
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.design import fields
from portal.design.controls import control
from portal.design.dates import DateWidget
from portal.design.errors import summary_of
from portal.design.tests.everything import Everything, sent, shown
from portal.design.tests.markup import elements

PAGE = """{% from "design/components.html" import field with context %}
{% for bound in form %}{{ field(bound) }}{% endfor %}"""


def rendered(form: forms.Form) -> str:
    return shown(PAGE, form=form)


def controls(form: forms.Form) -> dict[str, dict[str, str]]:
    """The attributes of every control by its id."""
    page = rendered(form)
    return {one["id"]: one for tag in ("input", "select", "textarea") for one in elements(page, tag)}


@pytest.mark.parametrize("form", [Everything(), Everything({}), sent(born_month="13")])
def test_every_error_leads_to_a_control(form: Everything) -> None:
    there = controls(form)
    for error in summary_of(form):
        assert error["href"].removeprefix("#") in there


def test_a_fresh_form_has_a_control_for_every_field_and_no_errors() -> None:
    there = controls(Everything())
    for name in Everything.base_fields:
        assert f"id_{name}" in there or f"id_{name}_day" in there
    assert summary_of(Everything()) == []
    assert "aria-invalid" not in rendered(Everything())


def test_every_label_and_description_points_to_what_is_there() -> None:
    page = rendered(Everything({}))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {one["for"] for one in elements(page, "label")} <= set(ids)
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert set(described.split()) <= set(ids)


def test_hint_and_error_describe_a_wrong_control() -> None:
    there = controls(sent(email="x"))["id_email"]
    assert there["aria-describedby"] == "id_email-hint id_email-error"
    assert there["aria-invalid"] == "true"
    assert there["value"] == "x"


def test_the_summary_follows_the_order_of_the_fields() -> None:
    texts = [error["text"] for error in summary_of(sent(who=None, first_name="", agree=None))]
    assert texts == [
        "Enter your first name",
        "Select who you are requesting access for",
        "Tick that the details are true",
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ({"born_day": "", "born_month": "", "born_year": ""}, "day"),
        ({"born_month": "13"}, "month"),
        ({"born_year": "48"}, "year"),
        ({"born_year": "2999"}, "day"),
    ],
)
def test_the_error_of_a_date_leads_to_the_first_box_to_put_right(typed: dict[str, Any], first: str) -> None:
    assert [error["href"] for error in summary_of(sent(**typed))] == [f"#id_born_{first}"]


def test_only_the_wrong_boxes_of_a_date_are_marked() -> None:
    there = controls(sent(born_month="13"))
    assert "govuk-input--error" in there["id_born_month"]["class"]
    assert "govuk-input--error" not in there["id_born_day"]["class"]
    assert there["id_born_month"]["value"] == "13"
    assert there["id_born_year"]["autocomplete"] == "bday-year"


def test_answers_are_shown_as_typed() -> None:
    form = sent(first_name="  <b>Siân</b> ", born_month="Mar", who="other", role="poa", needs=["bsl"])
    page, there = rendered(form), controls(form)
    assert there["id_first_name"]["value"] == "  <b>Siân</b> "
    assert "<b>" not in page
    assert there["id_born_month"]["value"] == "Mar"
    assert "checked" in there["id_who-2"]
    assert "checked" in there["id_needs-2"]
    assert {"value": "poa", "selected": ""} in elements(page, "option")


def test_an_empty_text_area_is_empty() -> None:
    assert "None" not in rendered(Everything())


def test_a_password_is_never_shown_again() -> None:
    assert "Three random words" not in rendered(sent())


def test_the_browser_neither_cuts_nor_speaks_over_us() -> None:
    page = rendered(Everything({}))
    assert " required" not in page
    assert " maxlength=" not in page
    assert "style=" not in page


def test_what_helps_to_type_is_passed_on() -> None:
    there = controls(Everything())
    assert there["id_first_name"]["autocomplete"] == "given-name"
    assert there["id_email"]["type"] == "email"
    assert there["id_email"]["spellcheck"] == "false"
    assert there["id_phone"]["type"] == "tel"
    assert there["id_password"]["autocomplete"] == "new-password"
    assert there["id_postcode"]["autocapitalize"] == "characters"
    assert there["id_postcode"]["class"] == "govuk-input govuk-input--width-10"
    assert there["id_address"]["rows"] == "3"


def test_several_errors_of_a_field_are_all_listed_and_shown() -> None:
    form = sent()
    form.add_error(
        "password", ValidationError(["Your password needs a number", "Your password needs a capital letter"])
    )
    assert [error["href"] for error in summary_of(form)] == ["#id_password"] * 2
    assert "Your password needs a number<br>Your password needs a capital letter" in rendered(form)


def test_an_error_of_the_whole_form_leads_to_its_first_control() -> None:
    form = sent()
    form.add_error(None, "Your email address or password is not right")
    assert summary_of(form) == [{"text": "Your email address or password is not right", "href": "#id_first_name"}]


def test_an_error_of_a_hidden_field_leads_to_what_can_be_seen() -> None:
    class Answer(forms.Form):
        version = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Somebody was faster"})
        reason = fields.TextField(label="Reason", optional=True)

    assert summary_of(Answer({})) == [{"text": "Somebody was faster", "href": "#id_reason"}]


def test_forms_with_a_prefix_keep_apart() -> None:
    there = controls(Everything(prefix="mine"))
    assert there["id_mine-born_day"]["name"] == "mine-born_day"


def test_plain_fields_of_django_have_their_controls_too() -> None:
    class Plain(forms.Form):
        name = forms.CharField(max_length=5)
        day = forms.Field(widget=DateWidget())
        size = forms.CharField(initial=0)

    there = controls(Plain())
    assert "maxlength" not in there["id_name"]
    assert there["id_size"]["value"] == "0"


def test_a_control_nobody_drew_is_refused() -> None:
    class Upload(forms.Form):
        file = forms.FileField()

    with pytest.raises(TypeError, match="ClearableFileInput has no component"):
        control(Upload()["file"])


def test_a_field_can_be_the_heading_of_its_page() -> None:
    shown_as = control(Everything()["who"], heading=True).params["fieldset"]["legend"]
    assert shown_as["isPageHeading"] is True
    assert control(Everything()["first_name"]).params["label"]["isPageHeading"] is False


def test_a_single_box_says_its_label_and_hint() -> None:
    class Agree(forms.Form):
        agree = fields.CheckboxField(label="I agree", hint="You can change this later")

    page = rendered(Agree())
    assert "I agree" in page
    assert "You can change this later" in page
