"""Where the access room's pages are."""

from django.urls import URLPattern, path

from portal.access.views import addresses, answering, evidence, journey, questions, requests

app_name = "access"


def _question(name: str, address: str = "") -> URLPattern:
    return path(f"request/{address or name}", questions.question, {"name": name}, name=name)


def _ending(why: str, address: str = "") -> URLPattern:
    return path(f"request/{address or why}", journey.ending, {"why": why}, name=why)


def _address_pattern(whose: str) -> list[URLPattern]:
    return [
        path(f"request/{whose}/{page}", view, {"whose": whose}, name=f"{whose}-{page}")
        for page, view in {
            "choose": addresses.choose,
            "manual": addresses.manual,
            "abroad": addresses.abroad,
        }.items()
    ]


urlpatterns = [
    path("request/start", journey.start, name="start"),
    path("request/delete", journey.delete_draft, name="delete-draft"),
    _question("notice"),
    _ending("notice-refused", "notice/refused"),
    _question("who"),
    _question("me"),
    _ending("under-age"),
    _question("role"),
    _ending("no-role"),
    path("request/evidence", evidence.evidence, name="evidence"),
    path("request/evidence/file", evidence.file, name="evidence-file"),
    path("request/evidence/files", evidence.files, name="evidence-files"),
    path("request/evidence/files/<uuid:evidence_id>/remove", evidence.remove, name="evidence-remove"),
    path("request/evidence/code", evidence.code, name="evidence-code"),
    path("request/evidence/consent", evidence.consent, name="evidence-consent"),
    path("request/evidence/consent-form", evidence.consent_form, name="evidence-form"),
    _question("your-name"),
    path("request/your-address", addresses.your_address, name="your-address"),
    path("request/your-address/postcode", addresses.postcode, {"whose": "your-address"}, name="your-address-postcode"),
    *_address_pattern("your-address"),
    _question("person-name"),
    _question("person-dob"),
    path("request/person-address", addresses.postcode, {"whose": "person-address"}, name="person-address"),
    *_address_pattern("person-address"),
    _question("contact"),
    path("request/check", journey.check, name="check"),
    path("request/<uuid:request_id>/sent", journey.sent, name="sent"),
    path("request/<uuid:request_id>/receipt", journey.receipt, name="receipt"),
    path("requests", requests.requests, name="requests"),
    path("requests/<uuid:request_id>", requests.request, name="request"),
    path("requests/<uuid:request_id>/answer", answering.answer, name="answer"),
    path("requests/<uuid:request_id>/evidence", evidence.add, name="add-evidence"),
    path("requests/<uuid:request_id>/withdraw", requests.withdraw, name="withdraw"),
    path("requests/<uuid:request_id>/send-again", requests.send_again, name="send-again"),
]
