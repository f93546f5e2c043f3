"""D7: the questions. Asked with GET: the answers hold nothing about anybody."""

from enum import StrEnum

from django import forms

from portal.design.fields import RadiosField, TextField


class Problem(StrEnum):
    """What somebody needs help with."""

    NOT_ARRIVED = "not-arrived"
    MORE = "more"
    LESS = "less"
    WORD = "word"


CHOICES = {
    Problem.NOT_ARRIVED: "It has not arrived",
    Problem.MORE: "It is more than usual",
    Problem.LESS: "It is less than usual",
    Problem.WORD: "I do not understand a word on it",
}


class ProblemForm(forms.Form):
    """What the matter is."""

    problem = RadiosField(
        label="What do you need help with?",
        choices=[(problem.value, text) for problem, text in CHOICES.items()],
        missing="Select what you need help with",
    )


class WordForm(forms.Form):
    """Which word; all of them are shown when none is typed."""

    word = TextField(label="Find a word", max_length=50, optional=True, width=20)
