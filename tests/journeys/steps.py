"""What people do with the portal, one function a step, by the words they see."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page

from tests.support.browser import arrive, assert_fits, press
from tests.support.smtp import Sink
from tests.support.uploads import photo

PASSWORD = "Teapot-Lantern-42"
ROLES = {
    "power_of_attorney": "Power of Attorney (POA)",
    "dwp_appointee": "DWP Appointee",
    "deputy": "Deputy",
    "nominated_financial_representative": "Nominated financial representative",
    "direct_payment_nominee": "Direct Payment nominee",
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a page in a browser, a mailbox, and a worker that sends what the portal owes them."""

    page: Page
    sink: Sink
    run_jobs: Callable[[], None]
    first_name: str
    last_name: str
    email: str

    def press(self, name: str) -> None:
        """Presses the button with these words and looks whether the next page fits."""
        press(self.page, name)
        assert_fits(self.page)

    def follow(self, name: str) -> None:
        """Follows the link with these words."""
        arrive(self.page, self.page.locator("a", has_text=name).first)
        assert_fits(self.page)

    def heading(self) -> str:
        """The page's h1."""
        return " ".join(self.page.locator("h1").inner_text().split())

    def newest_email(self) -> str:
        """Lets the worker send, and reads what came."""
        self.run_jobs()
        assert self.sink.mails[-1]["To"] == self.email
        return self.sink.text_of_last()


def register(visitor: Visitor) -> None:
    """The three steps of the guide, with an address typed by hand and the code from the e-mail."""
    page = visitor.page
    page.goto("/")
    visitor.follow("Create an account")
    assert visitor.heading() == "Register a new account – Step 1"
    page.get_by_label("First name").fill(visitor.first_name)
    page.get_by_label("Last name").fill(visitor.last_name)
    page.get_by_label("Phone number", exact=True).fill("01632 960 123")
    page.get_by_label("Postcode").fill("wr52np")
    visitor.press("Enter the address yourself")
    type_address(visitor, "12 Orchard Lane")
    visitor.press("Next")
    assert visitor.heading() == "Register a New Account – Step 2"
    page.get_by_label("Your email address").fill(visitor.email)
    page.get_by_label("Create a password").fill(PASSWORD)
    visitor.press("Next")
    assert visitor.heading() == "Register a New Account – Step 3"
    page.get_by_label("Enter your code").fill(code_in(visitor.newest_email()))
    visitor.press("Finish")
    assert visitor.heading() == "Registration is complete"


def code_in(email: str) -> str:
    """The eight digits that stand alone on a line."""
    found = re.search(r"^(\d{4} \d{4})$", email, re.MULTILINE)
    assert found, email
    return found[1]


def type_address(visitor: Visitor, line: str) -> None:
    """Fills in the fields of an address."""
    visitor.page.get_by_label("Address line 1").fill(line)
    visitor.page.get_by_label("Town or city").fill("Westmere")
    visitor.page.get_by_label("Postcode").fill("WR5 2NP")


def begin_request(visitor: Visitor, made_for: str) -> None:
    """From home to the question whose documents it is about."""
    visitor.page.goto("/home")
    visitor.follow("New Access Request")
    assert visitor.heading() == "Request access to the Client Finance Portal"
    visitor.press("Start")
    assert visitor.heading() == "Data Collection Notice"
    visitor.page.get_by_label("Yes", exact=True).check()
    visitor.press("Continue")
    visitor.page.get_by_label(made_for).check()
    visitor.press("Continue")


def type_date(visitor: Visitor, day: date) -> None:
    """Fills in the three parts of a date."""
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        visitor.page.get_by_label(label, exact=True).fill(str(number))


def choose_contact_and_send(visitor: Visitor) -> str:
    """The last questions, the check, and Send Request. Gives the reference."""
    assert visitor.heading() == "Preferred Contact Method"
    visitor.page.get_by_label("Email").check()
    visitor.press("Continue")
    assert visitor.heading() == "Check your answers before you send your request"
    visitor.press("Send Request")
    assert visitor.heading() == "Your request has been submitted"
    found = re.search(r"[A-Z]_[A-Za-z]+_\d{4}_\d+", visitor.page.locator("main").inner_text())
    assert found
    return found[0]


def ask_for_myself(visitor: Visitor, date_of_birth: date) -> str:
    """A whole request for oneself. Gives the reference."""
    begin_request(visitor, "Myself")
    assert visitor.heading() == "Confirm your details"
    type_date(visitor, date_of_birth)
    visitor.press("Continue")
    return choose_contact_and_send(visitor)


def ask_for_someone_else(visitor: Visitor, role: str, date_of_birth: date) -> str:
    """A whole request for Mary O’Brien, in a role. Gives the reference."""
    page = visitor.page
    begin_request(visitor, "Someone else")
    assert visitor.heading() == "Your role"
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Who is the person to you?").select_option(ROLES[role])
    visitor.press("Continue to Your Name")
    show_the_role(visitor, role)
    assert visitor.heading() == "Your Name"
    visitor.press("Continue to your address")
    page.get_by_label("Yes", exact=True).check()
    visitor.press("Continue to Care Recipient Name")
    assert visitor.heading() == "Care Recipient Name"
    page.get_by_label("First name").fill("Mary")
    page.get_by_label("Last name").fill("O’Brien")
    visitor.press("Continue to Date of Birth")
    type_date(visitor, date_of_birth)
    visitor.press("Continue to their address")
    visitor.follow("Enter the address yourself")
    type_address(visitor, "12 Orchard Lane")
    visitor.press("Continue to Preferred Contact Method")
    return choose_contact_and_send(visitor)


def show_the_role(visitor: Visitor, role: str) -> None:
    """Screen A5e: a photo of the paper, the code of a power of attorney, the consent form, or by post."""
    page = visitor.page
    assert visitor.heading() == "Show us your role"
    if role == "power_of_attorney":
        page.get_by_label("I have an access code from Use a lasting power of attorney").check()
        visitor.press("Continue")
        page.get_by_label("Your access code").fill("V-AB12-CD34-EF56")
        visitor.press("Continue")
    elif role == "nominated_financial_representative":
        page.get_by_label("Fill in the consent form here").check()
        visitor.press("Continue")
        assert visitor.heading() == "Consent form"
        page.get_by_label("Your full name").fill("Mary O’Brien")
        page.get_by_label("Direct Payment remittance advices").check()
        type_date(visitor, date(2099, 3, 31))
        page.get_by_label("I agree that the person who represents me can see these documents about me").check()
        visitor.press("Consent")
    elif role == "deputy":
        page.get_by_label("Upload a file or photo").check()
        visitor.press("Continue")
        page.get_by_label("Upload a file or photo").set_input_files(
            {"name": "Court order.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
        visitor.press("Continue")
        assert visitor.heading() == "You have added 1 file"
        page.get_by_label("No", exact=True).check()
        visitor.press("Continue")
    else:
        page.get_by_label("I have already sent it to the council").check()
        visitor.press("Continue")


def sign_in(visitor: Visitor) -> None:
    """Signs in by the page."""
    visitor.page.goto("/sign-in")
    visitor.page.get_by_label("Email address").fill(visitor.email)
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.press("Sign in")
