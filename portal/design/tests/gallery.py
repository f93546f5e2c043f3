"""Every component on a page or two, for the browser tests of this room. These addresses exist in tests only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.utils import csrf_input
from django.urls import include, path

from portal.design.frame import Frame, Help, Link, Message, TimeLimit
from portal.design.tests.everything import Everything

COMPONENTS = """
{% extends "design/page.html" %}
{% set title = "Your documents" %}{% set caption = "Mary Bloggs" %}{% set back_url = "/gallery/" %}
{% from "design/components.html" import buttons, start_button, link_button, submit, post_form, summary_list, status_tag,
  inset, warning, panel, details, banner, card, table, file_link, copy_button, pagination with context %}
{% block content %}
{% call panel("Your request has been submitted") %}
Your reference number is <strong id="reference">J_Bloggs_1234_5</strong>
{% endcall %}
{{ copy_button("Copy reference", "reference") }}
{{ start_button("Create an account", "/gallery/question") }}
{% call post_form() %}{% call buttons() %}
{{ submit("Send Request") }}
{{ submit("Find address", name="find", value="1", secondary=true) }}
{{ submit("Reject and send email", warning=true) }}{% endcall %}{% endcall %}
{{ link_button("New Access Request", "/gallery/", secondary=true) }}
{% call banner("Important") %}<p class="govuk-notification-banner__heading">We need more from you.</p>{% endcall %}
{{ summary_list([{"key": "Name", "value": "Mary Bloggs", "change_url": "/gallery/", "change_text": "your name"},
                 {"key": "Address", "value": ["1 Mere Road", "Westmere", "WM5 2NP"]}], title="Your details") }}
{% call card("Mary Bloggs") %}<p class="govuk-body">Your own documents</p>{% endcall %}
{{ inset("You cannot see any documents yet") }}
{{ warning("This may take a day.") }}
{% call details("What do these roles mean?") %}<p>A deputy is appointed by a court.</p>{% endcall %}
{{ table("How we worked out this payment", ["On your remittance", "What it means", "Amount"],
  [["Direct payment", "The amount agreed in your support plan: 4 weeks at £300.00.", 120000 | money],
   ["Client contribution", "Your share of the cost. We take it off here.", -10220 | money]],
  numeric_columns=[2], foot=["Total paid", "", 109780 | money]) }}
<p>{% for text, colour in [("Received", "blue"), ("Being checked", "light blue"), ("Approved", "green"),
  ("Not approved", "orange"), ("We need more from you", "yellow"), ("Withdrawn by you", "grey"), ("Overdue", "red")] %}
{{ status_tag(text, colour) }}{% endfor %}</p>
<p class="govuk-body">{{ file_link("/gallery/", "Download PDF", "Remittance advice, 1 to 28 June 2025", 25000) }}</p>
{{ pagination(2, 7, "?before=1", "?after=2") }}
{% endblock %}
{% block aside %}
<h2 class="govuk-heading-m">My Account</h2>{{ link_button("New Access Request", "/gallery/") }}
{% endblock %}
"""
QUESTION = """
{% extends "design/question.html" %}{% set title = "Everything we ask" %}{% set button = "Next" %}
{% set journey = true %}{% set back_url = "/gallery/" %}
"""
ONE_QUESTION = """
{% extends "design/question.html" %}{% set title = "Date of birth" %}{% set question_as_heading = true %}
{% block fields %}{{ field(form["born"], heading=true) }}{% endblock %}
"""
STAFF = """
{% extends "design/page.html" %}{% set title = "Requests" %}{% set wide = true %}
{% from "design/components.html" import table, scroll_region, status_tag with context %}
{% block content %}
{% call scroll_region("Requests waiting") %}
{{ table("Requests waiting", ["Reference", "Requester", "For", "Role", "Match", "Sent", "Due", "Assigned"],
  [["J_Bloggs_1234_5", "Jonathan Bloggs", "Mary Bloggs", "Power of Attorney (POA)", "Exact", "Tuesday 3 June at 4:10pm",
    status_tag("Overdue by 1 day", "red"), "Parveen Akhtar"]] * 3, stacked=false) }}
{% endcall %}
{% endblock %}
"""
TIME_LIMIT = """
{% extends "design/page.html" %}{% set title = "Your message" %}
{% block content %}<label for="text">Message</label><input id="text">{% endblock %}
"""


def page(source: str, request: HttpRequest, minutes: int = 20, **context: object) -> HttpResponse:
    """A page inside a frame that knows every part of it."""
    frame = Frame(
        service_name="Client Finance Portal",
        service_href="/gallery/",
        organisation="Westmere County Council",
        organisation_href="https://www.westmere.example",
        help=Help(
            "help@westmere.example", "03069 990 140", "18001 03069 990 140", "Monday to Friday, 9am to 5pm", "/x"
        ),
        navigation=[Link("Documents", "/gallery/", "page"), Link("Help", "/gallery/question")],
        footer=[Link("Cookies", "/gallery/")],
        sign_out_href="/gallery/signed-out",
        notice="Remittance advices are one day late this week. We are sorry.",
        version="0.1.0",
        time_limit=TimeLimit(minutes, "/gallery/stay", "/gallery/signed-out?reason=no-activity"),
        messages=[Message("We have your request.", success=True)] if "said" in request.GET else [],
    )
    template = engines["jinja2"].from_string(source)
    return HttpResponse(template.render({"frame": frame, "csrf_input": csrf_input(request), **context}))


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    return page(COMPONENTS, request)


@login_not_required
def question(request: HttpRequest) -> HttpResponse:
    return page(QUESTION, request, form=Everything(request.POST if request.method == "POST" else None))


@login_not_required
def one_question(request: HttpRequest) -> HttpResponse:
    return page(ONE_QUESTION, request, form=Everything(request.POST if request.method == "POST" else None))


@login_not_required
def staff(request: HttpRequest) -> HttpResponse:
    return page(STAFF, request)


@login_not_required
def time_limit(request: HttpRequest) -> HttpResponse:
    return page(TIME_LIMIT, request, minutes=3)


@login_not_required
def stay(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204 if request.method == "POST" else 405)


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    return page('{% extends "design/page.html" %}{% set title = "You are signed out" %}', request)


urlpatterns = [
    path("gallery/", components),
    path("gallery/question", question),
    path("gallery/one", one_question),
    path("gallery/staff", staff),
    path("gallery/time-limit", time_limit),
    path("gallery/stay", stay),
    path("gallery/signed-out", signed_out),
    path("", include("portal.design.urls")),
]
