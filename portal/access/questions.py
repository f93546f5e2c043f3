"""What each question page shows: its form, its heading and the words on its button (screens 5)."""

from dataclasses import dataclass
from typing import Final

from portal.access import journey
from portal.access.forms import beginning, person, requester
from portal.access.forms.question import QuestionForm
from portal.access.models import AccessRequest


@dataclass(frozen=True)
class Question:
    """A page with one form. `heading`: its only label is the h1. `leads_to`: the guide's words for the next page."""

    form: type[QuestionForm]
    title: str
    leads_to: str = ""
    heading: bool = False
    about_person: bool = False  # their name stands above the heading
    template: str = "access/question.html"

    def button(self, *, changing: bool) -> str:
        """The guide's buttons name the next section; on the way back to the check page there is none."""
        return "Continue" if changing or not self.leads_to else f"Continue to {self.leads_to}"


QUESTIONS: Final = {
    "notice": Question(beginning.NoticeForm, "Data Collection Notice", template="access/notice.html"),
    "who": Question(beginning.WhoForm, "Who are you requesting access for?", heading=True),
    "me": Question(requester.MeForm, "Confirm your details", template="access/me.html"),
    "role": Question(beginning.RoleForm, "Your role", "Your Name", template="access/role.html"),
    "your-name": Question(requester.YourNameForm, "Your Name", "your address"),
    "your-address": Question(
        requester.YourAddressForm, "Your address", "Care Recipient Name", template="access/your_address.html"
    ),
    "person-name": Question(
        person.PersonNameForm, "Care Recipient Name", "Date of Birth", template="access/person_name.html"
    ),
    "person-dob": Question(person.PersonBirthForm, "Date of Birth", "their address", heading=True, about_person=True),
    "contact": Question(requester.ContactForm, "Preferred Contact Method"),
}


def button_after_person_address(request: AccessRequest, *, changing: bool) -> str:
    """A8's button: the contact page is skipped where e-mail is the only way."""
    asks_contact = journey.step("contact").is_asked(request) and not changing
    return "Continue to Preferred Contact Method" if asks_contact else "Continue"


def button_after_your_address(request: AccessRequest, *, changing: bool) -> str:
    """A6a's button, also on the pages of its address pattern."""
    in_order = request.is_for_someone_else and not changing
    return "Continue to Care Recipient Name" if in_order else "Continue"
