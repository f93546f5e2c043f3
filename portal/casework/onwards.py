"""What an officer does after a decision: the next request, one key away."""

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from portal.access.models import AccessRequest
from portal.accounts.models import Account


def next_to_decide(officer: Account) -> AccessRequest | None:
    """The request that is due soonest and that nobody else looks after."""
    free = AccessRequest.objects.waiting().filter(Q(claimed_by=None) | Q(claimed_by=officer))
    return free.exclude(account=officer).first()


def with_next(words: str, officer: Account) -> str:
    """The words of a success banner, with a link to the next request if there is one."""
    onwards = next_to_decide(officer)
    if onwards is None:
        return words
    link = '{} <a class="govuk-notification-banner__link" href="{}">Next request: {}</a>'
    return format_html(link, words, reverse("casework:request", args=[onwards.pk]), onwards.reference)
