"""Who somebody says they are: an e-mail address, whatever its case, and a password."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from portal.accounts.models import Account
from portal.database.prepared import Prepared

NUMBERED = Prepared(lambda number: Account.objects.filter(pk=number), number=int)


class EmailAndPassword(ModelBackend):
    """Checks the password of the account with this address."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **credentials: Any
    ) -> Account | None:
        """The account; None for a wrong password, an unknown address and a closed account, after the same work."""
        email = (username or credentials.get("email") or "").lower()
        if not email or password is None:
            return None
        account = Account.objects.filter(email=email).first()
        if account is None:
            Account().set_password(password)
            return None
        right = account.check_password(password)
        return account if right and self.user_can_authenticate(account) else None

    def get_user(self, user_id: int) -> Account | None:
        """Who is signed in; None once the account is closed."""
        account = NUMBERED.first(number=user_id)
        return account if account and self.user_can_authenticate(account) else None
