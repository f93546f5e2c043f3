"""Our form fields through the adapter, against the official examples of the components they become.

An example is turned into one of our fields and back into HTML. What our fields never ask of a component is listed with
the reason, and so is each example that cannot agree; either list fails when an entry is not needed any more. Ours
differs on purpose in `aria-invalid` on a wrong control (screens.md 0.3) and in the size of labels and legends: both
are taken out before comparing.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from portal.design import fields
from portal.design.dates import date_error
from portal.design.tests.everything import shown
from portal.design.tests.markup import parsed
from portal.design.tests.test_official_examples import examples

Options = dict[str, Any]
NEVER_ASKED = {
    "attributes": "attributes come from the field's own settings",
    "behaviour": "no exclusive checkbox is asked for yet",
    "charactersAtLimitText": "the English words are built in",
    "conditional": "a question of its own is a page of its own",
    "countMessage": "the counter looks as it is",
    "describedBy": "hint and error describe a field, nothing else does",
    "disabled": "a control nobody can use is not shown",
    "divider": "choices are not divided",
    "formGroup": "nothing is added around a control",
    "hidePasswordText": "the English words are built in",
    "html": "labels, hints and choices are text",
    "javascript": "a file is chosen by the browser's own control",
    "inputWrapper": "nothing is added around a control",
    "maxwords": "characters are counted, not words",
    "pattern": "the server says what is wrong",
    "prefix": "amounts are not typed in",
    "suffix": "amounts are not typed in",
    "textareaDescriptionText": "the English words are built in",
    "threshold": "the counter is always there",
    "values": "what is chosen is said of each choice",
}
CANNOT_AGREE = {
    "a group of ours always has a fieldset with a legend": {
        "checkboxes": [
            "classes",
            "multiple hints",
            "with checked item",
            "with error and idPrefix",
            "with falsy values",
            "with idPrefix",
            "with label classes",
        ],
        "date-input": [
            "classes",
            "items with classes",
            "items without classes",
            "suffixed id",
            "with empty items",
            "with id on items",
            "with nested name",
            "with values",
        ],
        "radios": [
            "item checked overrides value",
            "label with classes",
            "minimal items and name",
            "prechecked using value",
            "with error message",
            "with error message and idPrefix",
            "with falsy items",
            "with idPrefix",
            "without fieldset",
        ],
    },
    "widths and answers side by side are all the looks a field asks for": {
        "character-count": ["classes", "custom classes with error message"],
        "file-upload": ["classes"],
        "checkboxes": ["small", "small with error", "small with hint", "small with long text"],
        "input": ["classes", "with extra letter spacing"],
        "password-input": ["classes"],
        "radios": ["small inline", "small with long text"],
        "textarea": ["classes"],
    },
    "the choices of a field share its name, and its id with a number": {
        "checkboxes": ["with hints on items", "with id and name"],
        "radios": ["with hints on items"],
    },
    "a date of ours has a day, a month and a year": {"date-input": ["day and month", "month and year"]},
    "one file is chosen at a time": {"file-upload": ["allows multiple files", "translated, no javascript enhancement"]},
    "the server says what is a number": {"input": ["custom type"]},
    "a password is never shown again": {"password-input": ["value"]},
    "without a limit it is no character count": {
        "character-count": [
            "to configure in JavaScript",
            "when neither maxlength/maxwords nor textarea description are set",
        ]
    },
    "a choice of ours has a value; no answer chooses the empty one": {
        "select": [
            "hint",
            "item selected overrides value",
            "with falsy values",
            "without values",
            "without values with selected value",
        ],
    },
}


def words(options: Any) -> Iterator[str]:
    """The names of all options, however deep."""
    for name, value in options.items() if isinstance(options, dict) else []:
        yield name
        yield from words(value)
    for value in options if isinstance(options, list) else []:
        yield from words(value)


def text_of(options: Options, *names: str) -> str:
    for name in names:
        options = options.get(name) or {}
    return str(options.get("text", ""))


def typed(options: Options, kind: Callable[..., forms.Field], **more: Any) -> forms.Field:
    """A field somebody types into."""
    width = re.search(r"--width-(\d+)", options.get("classes", ""))
    for name in ("autocomplete", "inputmode", "spellcheck", "autocapitalize"):
        if name in options:
            more[name] = options[name]
    return kind(label=text_of(options, "label"), hint=text_of(options, "hint"), width=width and int(width[1]), **more)


def chosen(options: Options, kind: Callable[..., forms.Field], **more: Any) -> forms.Field:
    """A field somebody chooses in."""
    items = [item for item in options["items"] if item]
    if any("hint" in item for item in items):
        more["hints"] = {str(item["value"]): text_of(item, "hint") for item in items if "hint" in item}
    label = text_of(options, "label") or text_of(options, "fieldset", "legend")
    choices = [(str(item["value"]), item["text"]) for item in items]
    return kind(label=label, hint=text_of(options, "hint"), choices=choices, **more)


def date(options: Options) -> forms.Field:
    bday = "bday" if "bday" in str(options) else ""
    label = text_of(options, "fieldset", "legend")
    return fields.DateField(label=label, hint=text_of(options, "hint"), missing="", autocomplete=bday)


FIELDS: dict[str, Callable[[Options], forms.Field]] = {
    "input": lambda given: typed(given, fields.TextField),
    "password-input": lambda given: typed(given, fields.PasswordField),
    "textarea": lambda given: typed(given, fields.TextAreaField, rows=given.get("rows", 5)),
    "character-count": lambda given: typed(
        given, fields.TextAreaField, rows=given.get("rows", 5), max_length=given["maxlength"]
    ),
    "radios": lambda given: chosen(given, fields.RadiosField, inline="inline" in given.get("classes", "")),
    "checkboxes": lambda given: chosen(given, fields.CheckboxesField),
    "select": lambda given: chosen(given, fields.SelectField, empty=""),
    "date-input": date,
    "file-upload": lambda given: fields.FileField(label=text_of(given, "label"), hint=text_of(given, "hint")),
}


def answers(name: str, options: Options) -> QueryDict:
    """What was sent, if the example shows an answer."""
    data = QueryDict(mutable=True)
    data.setlist(name, [str(options["value"])] if "value" in options else [])
    for item in filter(None, options.get("items", [])):
        if item.get("checked", item.get("selected")):
            data.appendlist(name, str(item["value"]))
        elif item.get("name") and "value" in item:
            data[f"{name}_{item['name']}"] = str(item["value"])
    return data


def ours(component: str, name: str, options: Options) -> list[object]:
    """The HTML of our field for an example."""
    field = FIELDS[component](options)
    field.required = False
    form = type("Example", (forms.Form,), {name: field})(answers(name, options), auto_id="%s")
    form.errors.clear()
    if "errorMessage" in options:
        wrong = [item["name"] for item in options.get("items", []) if "--error" in item.get("classes", "")]
        form.add_error(name, date_error(text_of(options, "errorMessage"), wrong))
    heading = "isPageHeading" in set(words(options))
    template = '{% from "design/components.html" import field with context %}{{ field(form[name], heading=heading) }}'
    return alike(shown(template, form=form, name=name, heading=heading).replace(' aria-invalid="true"', ""))


def theirs(component: str, name: str, options: Options, html: str) -> list[object]:
    """The HTML of an example, with the one name our field has for what may have two: id and name."""
    if identity := options.get("id") or options.get("idPrefix"):
        html = re.sub(
            r' (id|for|aria-describedby|aria-controls)="([^"]+)"',
            lambda found: (
                f' {found[1]}="{" ".join(re.sub("^" + re.escape(identity), name, part) for part in found[2].split())}"'
            ),
            html,
        )
    if component == "date-input":
        html = re.sub(r'( (?:id|for|name)=")[^"]*?(day|month|year)"', rf'\g<1>{name}_\g<2>"', html)
    return alike(html)


def alike(html: str) -> list[object]:
    return parsed(re.sub(r" govuk-(label|fieldset__legend)--(s|m|l|xl)\b", "", html))


def agrees(component: str, options: Options, html: str) -> bool:
    name = options.get("name") or options.get("namePrefix") or options["id"]
    try:
        return ours(component, name, options) == theirs(component, name, options, html)
    except KeyError:
        return False


def applies(component: str, options: Options) -> bool:
    return component in FIELDS and not NEVER_ASKED.keys() & set(words(options))


def test_our_fields_give_the_official_markup() -> None:
    compared = [
        (part, name, agrees(part, given, html)) for part, name, given, html in examples() if applies(part, given)
    ]
    listed = {(part, name) for parts in CANNOT_AGREE.values() for part, names in parts.items() for name in names}
    assert {(part, name) for part, name, same in compared if not same} == listed
    assert len(compared) - len(listed) > 70


def test_nothing_is_listed_as_never_asked_that_no_example_asks() -> None:
    asked = {word for part, _, given, _ in examples() if part in FIELDS for word in words(given)}
    assert set(NEVER_ASKED) <= asked
