"""F3: what an officer fills in to approve a request."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.access.checks import representative_for
from portal.access.models import AccessRequest, Consent
from portal.casework.candidates import Candidate
from portal.casework.forms.decisions import DecisionForm
from portal.casework.presenters.words import role_label
from portal.casework.sides import ending
from portal.council.identity import DocumentKind, council
from portal.design.fields import CheckboxesField, DateField, RadiosField, TextAreaField
from portal.design.formats import day
from portal.people.models import Person, Representative

NOT_ON_FILE = "none"


class ApproveForm(DecisionForm):
    """F3: which documents, on which basis, from when to when."""

    def __init__(self, request: AccessRequest, candidate: Candidate, counts: dict[str, int], **form: Any) -> None:
        """`counts`: how many documents of each kind there are."""
        super().__init__(**form)
        self.request, self.candidate = request, candidate
        self.acting = same_role(request, candidate.representatives)
        likely = likely_representative(request, candidate.person)
        self.consent = consent_of(request)
        self.fields["kinds"] = _kinds_field(request, counts, self.consent)
        if request.is_for_someone_else:
            self.fields["representative"] = _representative_field(self.acting, likely)
        self.fields["starts_on"] = DateField(
            label="Access starts on", missing="Enter the day access starts", initial=timezone.localdate()
        )
        self.fields["ends_on"] = DateField(
            label="Access ends on",
            hint="The last day. Leave empty if the role has no end date",
            missing="",
            optional=True,
            name="The end date",
            initial=_preset_end(request, likely, self.consent),
        )
        self.fields["note"] = TextAreaField(
            label="Note", hint="Only the finance team sees it, but the requester can ask for it",
            optional=True, max_length=2000, rows=3,
        )  # fmt: skip

    @property
    def representative(self) -> Representative | None:
        """The role on file that was chosen; None for "Not on file" and for somebody's own documents."""
        chosen = self.cleaned_data.get("representative")
        return next((each for each in self.acting if str(each.pk) == chosen), None)

    @property
    def last_day(self) -> date | None:
        """The last day (UK) as it now stands in the form: the one typed or the role's, whichever is earlier."""
        chosen = self["representative"].value() if "representative" in self.fields else None
        role_ends = [each.ends_on for each in self.acting if str(each.pk) == chosen]
        return min((last_day for last_day in (self._typed_end(), *role_ends) if last_day), default=None)

    def clean(self) -> dict[str, Any]:
        """Days in order, a role that still holds, and a reason where the details differ."""
        cleaned = super().clean() or {}
        self._check_days(cleaned.get("starts_on"), cleaned.get("ends_on"))
        chosen = self.representative
        if chosen and chosen.ends_on and chosen.ends_on < timezone.localdate():
            self.add_error("representative", "This role has ended. Choose another one, or reject the request")
        if not cleaned.get("note") and (why := self.why_a_note()):
            self.add_error("note", f"Enter why you approve this request: {why}")
        return cleaned

    def why_a_note(self) -> str:
        """What makes a written reason necessary; "" if nothing does."""
        reasons = [f"{field} is not the same" for field in self.candidate.differences]
        if self.request.is_for_someone_else and self.is_bound and self.data.get("representative") == NOT_ON_FILE:
            reasons.append("the role is not on file")
        return ", ".join(reasons)

    def _typed_end(self) -> date | None:
        try:
            typed: date | None = self.fields["ends_on"].clean(self["ends_on"].value())
        except ValidationError:
            return None
        return typed

    def _check_days(self, starts_on: date | None, ends_on: date | None) -> None:
        if ends_on and ends_on < timezone.localdate():
            self.add_error("ends_on", "The end date must be today or later")
        elif starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The end date must not be before the start")


def same_role(request: AccessRequest, representatives: list[Representative]) -> list[Representative]:
    """Those on file in the role the requester gives."""
    return [each for each in representatives if each.role == request.role and not each.no_longer_held_since]


def likely_representative(request: AccessRequest, person: Person) -> Representative | None:
    """The one with the requester's name whose role holds."""
    found = representative_for(request, person) if request.is_for_someone_else else None
    return None if found is None or found.is_over(request.role, timezone.localdate()) else found


def consent_of(request: AccessRequest) -> Consent | None:
    """The consent form that was filled in online with the request."""
    return Consent.objects.filter(request=request).first()


def _preset_end(request: AccessRequest, likely: Representative | None, consent: Consent | None) -> date | None:
    """The earliest last day (UK) that the role on file, the requester or the consent form names."""
    named = [likely.ends_on if likely else None, request.role_ends_on, consent.ends_on if consent else None]
    return min((last_day for last_day in named if last_day), default=None)


def _kinds_field(request: AccessRequest, counts: dict[str, int], consent: Consent | None) -> CheckboxesField:
    """Preset by the role (money.md); for a nominated representative by what the consent form names."""
    types = council().document_types
    opens = council().role(request.role).opens if request.is_for_someone_else else list(DocumentKind)
    opens = [DocumentKind(kind) for kind in consent.kinds] if consent else opens
    return CheckboxesField(
        label="Which documents can they see?",
        choices=[(kind.kind.value, kind.plural[:1].upper() + kind.plural[1:]) for kind in types],
        hints={kind.kind.value: _count(counts.get(kind.kind, 0)) for kind in types},
        missing="Select at least one type of document",
        initial=[kind.value for kind in opens],
    )


def _representative_field(acting: list[Representative], likely: Representative | None) -> RadiosField:
    on_file = [(str(each.pk), f"{each.name}, {role_label(each.role)}") for each in acting]
    return RadiosField(
        label="Which role on file does this access rest on?",
        choices=[*on_file, (NOT_ON_FILE, "Not on file")],
        hints={str(each.pk): _from_until(each) for each in acting} | {NOT_ON_FILE: "You need to write a note"},
        missing="Select the role this access rests on, or not on file",
        initial=str(likely.pk) if likely else None,
    )


def _from_until(each: Representative) -> str:
    starts = f"From {day(each.starts_on)}" if each.starts_on else "Start not held"
    return f"{starts}. {ending(each)}"


def _count(number: int) -> str:
    return "None on file yet" if not number else f"{number} on file"
