from typing import Any

from django import forms
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from portal.design import fields


class NameForm(forms.Form):
    first_name = fields.TextField(label="First name", missing="Enter your first name")


def shown(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    request = request or RequestFactory().get("/somewhere")
    return str(engines["jinja2"].from_string(source).render(context, request))


def test_a_question_page_shows_its_errors_first() -> None:
    page = shown(
        '{% extends "design/question.html" %}{% set title = "Your name" %}{% set button = "Next" %}',
        form=NameForm({}),
    )
    assert "<title>Error: Your name – Client Finance Portal – " in page
    assert '<a href="#id_first_name">Enter your first name</a>' in page
    assert 'id="id_first_name"' in page
    assert "csrfmiddlewaretoken" in page


def test_the_brand_is_served_to_anybody(client: Any) -> None:
    answer = client.get("/brand.css")
    assert answer.status_code == 200
    assert "--govuk-brand-colour: #" in answer.content.decode()
