"""The questions of A5e: how the role is shown, and what belongs to each way."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.access.evidence import ways_to_show
from portal.access.forms.files import EvidenceFileField
from portal.access.forms.question import YES_NO, Data, QuestionForm
from portal.access.models import AccessRequest
from portal.council.identity import council
from portal.design.dates import DateParts, date_error
from portal.design.fields import CheckboxesField, CheckboxField, DateField, RadiosField, TextField

LONGEST_CODE: Final = 13
WAY_HINTS: Final = {"consent_online": "Do this with the person you represent"}


class EvidenceForm(QuestionForm):
    """A5e's first page: the way, and for roles that end the day they do."""

    role_ends_on = DateField(
        label="Does your role end on a date?",
        name="The date your role ends",
        hint="If it does, enter its last day. For example, 31 3 2028",
        missing="",
        optional=True,
    )

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        super().__init__(data, draft=draft)
        self.fields["evidence_way"] = RadiosField(
            label="How do you want to show us?",
            choices=ways_to_show(draft),
            hints=WAY_HINTS,
            missing="Select how you want to show us",
        )
        self.order_fields(["evidence_way"])
        if not council().role(draft.role).has_end_date:
            del self.fields["role_ends_on"]

    def saved(self) -> dict[str, Any]:
        return {"evidence_way": self.draft.evidence_way, "role_ends_on": self.draft.role_ends_on}

    def clean_role_ends_on(self) -> Any:
        """A role that is over shows nothing."""
        last_day = self.cleaned_data["role_ends_on"]
        if last_day and last_day < timezone.localdate():
            raise date_error("The date your role ends must be today or later", list(DateParts._fields))
        return last_day

    @property
    def answers(self) -> dict[str, Any]:
        """A date of a role that had one does not stay with a role that has none."""
        return {"role_ends_on": None} | self.cleaned_data


class AddFileForm(forms.Form):
    """One file, chosen on a page of its own."""

    file = EvidenceFileField(label="Upload a file or photo")


class AnotherFileForm(forms.Form):
    """What follows the list of files."""

    another = RadiosField(
        label="Do you want to add another?",
        choices=YES_NO,
        missing="Select yes if you want to add another file",
        inline=True,
    )


class AccessCodeForm(QuestionForm):
    """The code of a registered power of attorney. Its format is not ours: letters and numbers, 13 at most."""

    access_code = TextField(
        label="Your access code",
        hint="For example, V-AB12-CD34-EF56",
        missing="Enter your access code",
        width=20,
        spellcheck=False,
        autocomplete="off",
        autocapitalize="characters",
    )

    def clean_access_code(self) -> str:
        """Typed with or without dashes and spaces, in any case."""
        code = re.sub(r"[\s\-–—.]", "", self.cleaned_data["access_code"]).upper()
        if not re.fullmatch(rf"[A-Z0-9]{{1,{LONGEST_CODE}}}", code):
            raise ValidationError("Your access code must be 13 letters and numbers or fewer")
        return code

    @property
    def answers(self) -> dict[str, Any]:
        return self.cleaned_data | {"evidence_way": AccessRequest.EvidenceWay.ACCESS_CODE}


class ConsentForm(QuestionForm):
    """The consent form online. The person they represent fills it in."""

    name = TextField(
        label="Your full name",
        hint="The name of the person who gets care and support",
        missing="Enter the full name of the person who gets care and support",
        max_length=200,
        autocomplete="off",
        spellcheck=False,
    )
    kinds = CheckboxesField(
        label="Which documents can they see?",
        hint="Choose all that you agree to",
        choices=lambda: [(each.kind.value, each.plural) for each in council().document_types],
        missing="Select the documents they can see",
    )
    ends_on = DateField(
        label="When does your consent end?",
        name="The date your consent ends",
        hint="You can take it back sooner. For example, 31 3 2028",
        missing="Enter the date your consent ends",
    )
    agrees = CheckboxField(
        label="I agree that the person who represents me can see these documents about me",
        missing="Tick the box if you agree",
    )

    def saved(self) -> dict[str, Any]:
        """What was agreed to before, but for the tick."""
        given = getattr(self.draft, "consent", None)
        return {name: getattr(given, name) for name in ("name", "kinds", "ends_on")} if given else {}

    def clean_ends_on(self) -> Any:
        """Consent that is over opens nothing."""
        last_day = self.cleaned_data["ends_on"]
        if last_day < timezone.localdate():
            raise date_error("The date your consent ends must be today or later", list(DateParts._fields))
        return last_day

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "kinds", "ends_on")}
