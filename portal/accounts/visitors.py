"""Who looks at a page."""

from django.http import HttpRequest

from portal.accounts.models import Account


class SignedIn(HttpRequest):
    """What LoginRequiredMiddleware lets through."""

    user: Account
