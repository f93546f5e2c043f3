"""Checking the answers, changing them, and sending."""

from portal.access.models import AccessRequest
from portal.access.tests.walking import BIRTHDAY, MYSELF, SOMEONE_ELSE, Walker, heading
from portal.accounts.models import Account
from portal.emails.models import Email


def test_change_leads_back_to_the_check_page(walker: Walker) -> None:
    page = walker.walk(SOMEONE_ELSE)
    assert 'href="/request/person-name?change"' in page

    walker.open("/request/person-name?change")
    page = walker.answer(person_first_name="Wynston", person_last_name="Okafor")

    assert walker.url == "/request/check"
    assert "Wynston Okafor" in page


def test_a_changed_branch_asks_what_is_newly_needed_then_returns_to_the_check_page(walker: Walker) -> None:
    walker.walk(MYSELF)

    walker.open("/request/who?change")
    walker.answer(made_for="someone_else")
    for url, answers in SOMEONE_ELSE[3:-1]:
        # Name and address were confirmed with the first branch, so they are not asked again.
        if url in ("/request/your-name", "/request/your-address"):
            continue
        assert walker.url == f"{url}?change"
        page = walker.answer(**answers)

    assert walker.url == "/request/check"
    assert "Send Request" in page


def test_both_branches_are_kept_until_one_is_sent(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    walker.open("/request/who?change")
    walker.answer(made_for="myself")
    assert walker.url == "/request/me?change"
    walker.answer(**MYSELF[3][1])
    assert walker.url == "/request/check"

    walker.open("/request/who?change")
    page = walker.answer(made_for="someone_else")
    assert "Winston Okafor" in page

    sent = walker.send()
    assert (sent.person_last_name, sent.own_date_of_birth, sent.own_letter_reference) == ("Okafor", None, "")


def test_name_and_address_can_be_changed_where_they_are_confirmed(walker: Walker) -> None:
    page = walker.walk(MYSELF[:3])
    assert "/request/your-name?change" in page

    walker.open("/request/your-name?change")
    walker.answer(own_first_name="Fi", own_last_name="O’Brien")
    assert walker.url == "/request/me?change"
    walker.open("/request/your-address/postcode?change")
    walker.answer(postcode="WR5 2NP")
    page = walker.answer(address="100120000044")

    assert walker.url == "/request/me?change"
    assert "Fi O’Brien" in page
    assert "44 Orchard Lane" in page
    walker.account.refresh_from_db()
    assert walker.account.first_name == "Ffion"


def test_back_from_a_changed_name_leads_to_where_it_is_confirmed(walker: Walker) -> None:
    walker.walk(MYSELF[:3])
    assert 'href="/request/me?change" class="govuk-back-link"' in walker.open("/request/your-name?change")
    walker.url = "/request/me"
    walker.answer(**BIRTHDAY)
    assert 'href="/request/check" class="govuk-back-link"' in walker.open("/request/your-name?change")


def test_missing_answers_are_links_on_the_check_page(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE[:6])

    page = walker.open("/request/check")

    assert '<a class="govuk-link" href="/request/person-dob?change">Enter their date of birth</a>' in page
    assert "Send Request" not in page


def test_two_clicks_on_send_lead_to_the_same_receipt(walker: Walker) -> None:
    walker.walk(MYSELF)
    form = {"request": str(walker.draft.pk)}

    first, second = (walker.client.post("/request/check", form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert Email.objects.count() == 1


def test_back_after_sending_shows_what_was_sent(walker: Walker) -> None:
    walker.walk(MYSELF)
    sent = walker.send()

    page = walker.open("/request/check")

    assert heading(page) == "You have already sent this"
    assert sent.reference in page
    assert "Send Request" not in page
    assert "?change" not in page


def test_the_same_request_is_stopped_on_the_check_page(walker: Walker) -> None:
    walker.walk(SOMEONE_ELSE)
    sent = walker.send()
    walker.url = "/request/start"

    page = walker.walk(SOMEONE_ELSE)

    assert "You already asked for Winston Okafor on " in page
    assert f'href="/requests/{sent.pk}"' in page
    assert "Send Request" not in page
    walker.client.post("/request/check", {"request": str(walker.draft.pk)})
    assert AccessRequest.objects.sent().count() == 1


def test_somebody_elses_draft_is_missing(walker: Walker, mary: Account) -> None:
    walker.walk(MYSELF)

    for sent in (str(walker.draft.pk), "nonsense", ""):
        assert Walker(mary).client.post("/request/check", {"request": sent}).status_code == 404
