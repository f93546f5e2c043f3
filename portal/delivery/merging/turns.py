"""Whose turn it is: deliveries of one source are taken one after the other, those of two sources also at once."""

from typing import Final

from django.db import DatabaseError, connection
from psycopg import errors

from portal.delivery.reading.manifest import Manifest

# Any numbers of our own. The other half of each lock is made of the source and of the id.
_OF_A_SOURCE: Final = 4_711_001
_OF_AN_ID: Final = 4_711_004
_TO_STORE: Final = 4_711_005
# Two sources told of one key, or changed the same people in another order, at the same moment.
_IN_EACH_OTHERS_WAY: Final = (errors.UniqueViolation, errors.DeadlockDetected)


def wait_for_our_turn(manifest: Manifest) -> None:
    """Waits until no other delivery of this source, or with this id, is being taken.

    PostgreSQL lets go of the lock with the transaction, however it or this process ends.
    """
    with connection.cursor() as cursor:
        for kind, name in ((_OF_A_SOURCE, manifest.source), (_OF_AN_ID, manifest.delivery_id)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [kind, name])


def wait_for_our_turn_to_store() -> None:
    """Waits until no other delivery stores its PDFs; then what is left half written is nobody's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TO_STORE])


def was_in_the_way(error: DatabaseError) -> bool:
    """Whether another delivery was taken at the same moment, so that this one has to be taken again."""
    return isinstance(error.__cause__, _IN_EACH_OTHERS_WAY)
