"""Sessions in the database, as Django keeps them, read and written with one short statement each."""

from datetime import datetime

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.database.prepared import Prepared

UNEXPIRED = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), key=str, now=datetime
)


class SessionStore(DatabaseSessions):
    """The session of a request."""

    def _get_session_from_db(self) -> Session | None:
        found = UNEXPIRED.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Raises UpdateError when the session was ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        data = self._get_session(no_load=False)  # type: ignore[attr-defined]  # the stubs leave it out
        kept = self.create_model_instance(data)
        changed = {"session_data": kept.session_data, "expire_date": kept.expire_date}
        if not Session.objects.filter(pk=kept.pk).update(**changed):
            raise UpdateError
