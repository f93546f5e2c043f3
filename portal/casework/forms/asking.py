"""F5: what an officer fills in to ask the requester something."""

from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.text import get_text_list

from portal.access.actions.questions import usual_last_day
from portal.casework.forms.decisions import DecisionForm
from portal.casework.giveaways import giveaways
from portal.council.identity import council
from portal.design.fields import CheckboxField, DateField, RadiosField, TextAreaField

LONGEST_WAIT: Final = timedelta(days=90)
OWN_WORDS: Final = "own"


class AskForm(DecisionForm):
    """F5: a question from the council's list or in the officer's own words, and until when it waits."""

    field_order = ("version", "template", "text", "sure", "closes_on")

    text = TextAreaField(
        label="The question",
        hint="The requester reads it after they sign in. Leave it empty to use the words above",
        optional=True,
        max_length=1000,
        rows=4,
    )
    sure = CheckboxField(label="Ask in these words as they are")

    def __init__(self, *form: Any, **options: Any) -> None:
        super().__init__(*form, **options)
        templates = council().question_templates
        self.fields["template"] = RadiosField(
            label="What do you want to ask?",
            choices=[*((each.code, each.label) for each in templates), (OWN_WORDS, "Something else")],
            hints={each.code: each.text for each in templates},
        )
        self.fields["template"].required = False  # words of one's own are enough; see clean()
        self.fields["closes_on"] = DateField(
            label="Last day for an answer",
            hint="The clock stops until they answer. If they do not, the request is closed after this day",
            missing="Enter the last day for an answer",
            initial=usual_last_day(),
        )
        self.order_fields(self.field_order)

    @property
    def question(self) -> str:
        """The words to ask: the officer's own, or those of the list."""
        own: str = self.cleaned_data.get("text") or ""
        return own or self._words_of_the_list(self.cleaned_data.get("template") or "")

    @property
    def asks_if_sure(self) -> bool:
        """Whether the words give something away, so that the box to ask them all the same is shown."""
        return self.is_bound and bool(giveaways(self.data.get("text", "")))

    def clean_closes_on(self) -> date:
        """A day ahead, and not one that is forgotten by then."""
        closes_on, today = self.cleaned_data["closes_on"], timezone.localdate()
        if closes_on and closes_on <= today:
            self.add_error("closes_on", "The last day for an answer must be after today")
        elif closes_on and closes_on > today + LONGEST_WAIT:
            self.add_error("closes_on", f"The last day for an answer must be within {LONGEST_WAIT.days} days")
        return closes_on  # type: ignore[no-any-return]  # cleaned_data holds anything

    def clean(self) -> dict[str, Any]:
        """Words of one's own where nothing on the list was chosen, and a second look at words that give away."""
        cleaned = super().clean() or {}
        if not cleaned.get("template") and not self.data.get("text", "").strip():
            self.add_error("template", "Select what you want to ask, or something else")
        if cleaned.get("template") == OWN_WORDS and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Enter the question in your own words")
        if (found := giveaways(cleaned.get("text", ""))) and not cleaned.get("sure"):
            held = get_text_list(found, "and")
            self.add_error(
                "text", f"Your words may hold {held}. Take that out, or tick “Ask in these words as they are”"
            )
        return cleaned

    def _words_of_the_list(self, code: str) -> str:
        return {each.code: each.text for each in council().question_templates}.get(code, "")
