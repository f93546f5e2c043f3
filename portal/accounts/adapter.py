"""What django-allauth needs to know about this portal."""

from allauth.account.adapter import DefaultAccountAdapter


class PortalAdapter(DefaultAccountAdapter):
    """Nobody signs up through allauth: accounts come from registering (registration.py)."""

    def is_open_for_signup(self, request: object) -> bool:
        return False
