"""Who somebody says they are: an e-mail address, whatever its case, and a password."""

from django.contrib.auth.backends import ModelBackend


class EmailAndPassword(ModelBackend):
    """Checks the password of the account with this address."""
