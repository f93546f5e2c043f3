"""The questions every request begins with: carry on, the notice, for whom, and in which role (A1 to A3, A5)."""

from typing import Any

from django import forms
from django.utils import timezone

from portal.access.forms.question import YES_NO, Data, QuestionForm
from portal.access.models import AccessRequest
from portal.council.identity import council
from portal.design.fields import RadiosField, SelectField

NO_ROLE = "none"


class CarryOnForm(forms.Form):
    """A1 when a draft is kept."""

    draft = RadiosField(
        label="Carry on with your saved request, or start again?",
        choices=(("carry_on", "Carry on with my saved request"), ("start_again", "Start again")),
        hints={"start_again": "We will delete your saved answers"},
        missing="Select carry on, or start again",
    )


class NoticeForm(QuestionForm):
    """A2."""

    agree = RadiosField(
        label="Do you agree to us using your details in this way?",
        choices=YES_NO,
        missing="Select yes if you agree, or no if you do not",
    )

    def saved(self) -> dict[str, Any]:
        agreed = self.draft.notice_agreed_at and self.draft.notice_version == council().notice.version
        return {"agree": "yes" if agreed else None}

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "notice_version": council().notice.version,
            "notice_language": "en",
            "notice_agreed_at": timezone.now(),
        }

    @property
    def detour(self) -> str:
        return "" if self.cleaned_data["agree"] == "yes" else "notice-refused"


class WhoForm(QuestionForm):
    """A3, as radios, or as the drop-down of the printed guide."""

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        super().__init__(data, draft=draft)
        self.fields["made_for"] = self._made_for()

    def saved(self) -> dict[str, Any]:
        return {"made_for": self.draft.made_for}

    @staticmethod
    def _made_for() -> forms.ChoiceField:
        label, missing = "Who are you requesting access for?", "Select who you are requesting access for"
        choices = AccessRequest.For.choices
        if council().who_as_select:
            return SelectField(label=label, choices=choices, missing=missing)
        hints = {"myself": "I get care and support", "someone_else": "I have a formal role for them"}
        return RadiosField(label=label, choices=choices, missing=missing, hints=hints)


class RoleForm(QuestionForm):
    """A5: the right to see the documents, and the role, in the council's order."""

    has_right = RadiosField(
        label="Do you have the legal or formal right to see this person’s money documents?",
        choices=YES_NO,
        missing="Select yes if you have the right to see this person’s money documents",
        inline=True,
    )
    role = SelectField(
        label="Who is the person to you? Choose your role",
        choices=lambda: [
            *((role.code.value, role.label) for role in council().roles if role.enabled),
            (NO_ROLE, "None of these"),
        ],
        missing="Choose your role",
    )

    def __init__(self, data: Data | None = None, *, draft: AccessRequest) -> None:
        super().__init__(data, draft=draft)
        # Somebody who says no need not go on to choose a role.
        self.fields["role"].required = self.data.get("has_right") != "no"

    def saved(self) -> dict[str, Any]:
        return {"has_right": "yes" if self.draft.has_right else None, "role": self.draft.role}

    @property
    def answers(self) -> dict[str, Any]:
        return {"has_right": True, "role": self.cleaned_data["role"]}

    @property
    def detour(self) -> str:
        has_role = self.cleaned_data["has_right"] == "yes" and self.cleaned_data["role"] != NO_ROLE
        return "" if has_role else "no-role"
