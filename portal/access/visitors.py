"""Who looks at a page of this room."""

from django.http import HttpRequest

from portal.accounts.models import Account


class SignedIn(HttpRequest):
    """What LoginRequiredMiddleware lets through."""

    user: Account
