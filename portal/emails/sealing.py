"""What an e-mail will say lies in the outbox until it is sent: sealed, for it may hold a code or a link."""

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings


def seal(context: dict[str, Any]) -> str:
    """Encrypts the data of a template with a key derived from SECRET_KEY."""
    return _fernet().encrypt(json.dumps(context).encode()).decode()


def unseal(sealed: str) -> dict[str, Any]:
    """The data back. Raises cryptography.fernet.InvalidToken if SECRET_KEY has changed meanwhile."""
    context: dict[str, Any] = json.loads(_fernet().decrypt(sealed.encode()))
    return context


def _fernet() -> Fernet:
    key = hashlib.sha256(b"portal.emails.sealing" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
